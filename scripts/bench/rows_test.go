package main

import "testing"

func TestQuantiles(t *testing.T) {
	for _, c := range []struct {
		values      []float64
		median, p95 float64
	}{
		{[]float64{7}, 7, 7},
		{[]float64{5, 1, 3}, 3, 5},
		{[]float64{4, 1, 3, 2, 5}, 3, 5},
		{[]float64{4, 1, 3, 2}, 3, 4},
	} {
		if m, p := median(c.values), p95(c.values); m != c.median || p != c.p95 {
			t.Errorf("of %v the median is %v and the 95th percentile %v, want %v and %v", c.values, m, p, c.median, c.p95)
		}
	}
}

func TestTable(t *testing.T) {
	const name = "quiet page for 10 s"
	all := []measured{
		{Row: name, Subject: "ours", Script: 3}, {Row: name, Subject: "without", Script: 1},
		{Row: name, Subject: "ours", Script: 5}, {Row: name, Subject: "without", Script: 1},
		{Row: name, Subject: "ours", Script: 4}, {Row: name, Subject: "without", Script: 2},
		{Row: name, Subject: "autoconsent", Script: 9},
	}
	want := "                     ours     without  autoconsent  measured      goal\n" +
		"quiet page for 10 s  4.00 ms  1.00 ms  9.00 ms      3.00 ms over  0\n"
	if got := table([]row{over(name, scriptTime, ms, "0")}, all); got != want {
		t.Errorf("the table is\n%swant\n%s", got, want)
	}
}
