package hours

import (
	"os"
	"strconv"
	"strings"
	"testing"
)

// testdata/opening_hours.txt holds what the library opening_hours 3.8.0 (npm) says
// in Europe/Paris with the public holidays of France: instant, state, next change
// (0: none), hours. Changes more than two weeks ahead are not looked for here.
func TestAgainstOpeningHours(t *testing.T) {
	b, err := os.ReadFile("testdata/opening_hours.txt")
	if err != nil {
		t.Fatal(err)
	}
	for _, line := range strings.Split(strings.TrimSpace(string(b)), "\n") {
		f := strings.SplitN(line, " ", 4)
		now, _ := strconv.ParseInt(f[0], 10, 64)
		want, _ := strconv.ParseInt(f[2], 10, 64)
		if want-now > (horizon-1)*dayMs {
			want = 0
		}
		state, change := Open(mustParse(t, f[3]), paris, france, now)
		if change-now > (horizon-1)*dayMs {
			change = 0
		}
		if state.String() != f[1] || change != want {
			t.Errorf("%s: %v until %d", line, state, change)
		}
	}
}
