package referral

import (
	"strings"
	"unicode/utf8"

	"bouton3018/rules"
	"bouton3018/wasm/hours"
	"bouton3018/wasm/text"
)

// A School is what the administrator of a managed browser set. It adds to the card, below the helplines, and takes the
// place of none. Hours are in the opening_hours subset of package hours.
type School struct {
	Managed    bool // an administrator put the extension here, or sets anything for it
	Contact    Contact
	LocalLines []LocalLine
}

// A Contact is somebody at the school. Without hours they are never named.
type Contact struct{ Role, Office, Phone, Email, Hours string }

// A LocalLine is a helpline of the region. Without hours it is named at any time, with hours only in them.
type LocalLine struct{ Name, Phone, Hours string }

// A Near is a list of people who are near, folded.
type Near struct {
	Label string     `json:"label"`
	Lines []ViewLine `json:"lines"`
}

// Limits of what a school may add to a card.
const (
	maxSchoolText  = 60  // characters of a role, an office or a name
	maxSchoolEmail = 100 // bytes of an address
	maxSchoolLines = 3
	// A shorter number could be taken for that of a helpline.
	minSchoolDigits, maxSchoolDigits = 6, 15
)

// schoolNotice says who installed the extension, and that nothing reaches them.
func (r *Referral) schoolNotice() string {
	if !r.dev.Managed {
		return ""
	}
	return r.text("school.notice")
}

// nearby returns who is near and there now, nil where nobody may be named.
func (r *Referral) nearby(harm *rules.Harm, cs Case) (near []Near) {
	isFor := cs.Stage != "early" && harm.Nearby && !cs.Set.Any(rules.NeverNearby)
	if !r.dev.Managed || !isFor || r.c.country.Unknown {
		return nil
	}
	if lines := r.contact(&r.dev.Contact); lines != nil {
		near = append(near, Near{r.text("school.contact"), lines})
	}
	var lines []ViewLine
	for i := range r.dev.LocalLines {
		l := &r.dev.LocalLines[i]
		status, isOpen := "", l.Hours == ""
		if !isOpen {
			status, isOpen = r.openNow(l.Hours)
		}
		if isOpen && len(lines) < maxSchoolLines && r.isOwn(l.Name) && r.isOwnNumber(l.Phone) {
			line := r.phoneLine(l.Name, l.Phone)
			line.Note, line.Status = l.Phone, status
			lines = append(lines, line)
		}
	}
	if lines != nil {
		near = append(near, Near{r.text("school.lines"), lines})
	}
	return near
}

// contact returns the lines about somebody at the school, in their hours: who and where, then what is written to, then
// what is called.
func (r *Referral) contact(c *Contact) []ViewLine {
	status, isOpen := r.openNow(c.Hours)
	if !isOpen || !r.isOwn(c.Role) {
		return nil
	}
	who := ViewLine{ID: "school", Name: c.Role, Open: "open", Status: status, Ways: []ViewWay{}}
	if r.isOwn(c.Office) {
		who.Note = c.Office
	}
	lines := []ViewLine{who}
	if r.isOwnEmail(c.Email) {
		// Copied, not opened: a program for mail would keep a draft.
		way := ViewWay{ID: "email", Kind: "write", Number: c.Email}
		lines = append(lines, ViewLine{ID: "school", Name: c.Email, Ways: []ViewWay{way}})
	}
	if r.isOwnNumber(c.Phone) {
		lines = append(lines, r.phoneLine(c.Phone, c.Phone))
	}
	return lines
}

func (r *Referral) phoneLine(name, phone string) ViewLine {
	way := ViewWay{ID: "phone", Kind: "call", Number: phone}
	if r.dev.Touch {
		way = ViewWay{ID: "phone", Kind: "call", Name: r.text("short.call") + ": " + name, Href: "tel:" + dialled(phone)}
	}
	return ViewLine{ID: "school", Name: name, Ways: []ViewWay{way}}
}

// openNow reports whether these hours are known and hold now, and what is said of them.
func (r *Referral) openNow(text string) (status string, isOpen bool) {
	spec, err := hours.Parse(text)
	if err != nil {
		return "", false
	}
	state, change := hours.Open(spec, r.at.zone, &r.c.holidays, r.dev.Now)
	if state != hours.Opened {
		return "", false
	}
	return r.status(&Line{Open: state, Change: change}), true
}

// isOwn reports whether a text of the school is one that may stand on a card: short, plain, and without the number of a
// helpline.
func (r *Referral) isOwn(s string) bool {
	if strings.TrimSpace(s) == "" || utf8.RuneCountInString(s) > maxSchoolText || strings.ContainsFunc(s, isHidden) {
		return false
	}
	digits := digitsOf(text.Normal(s)) // however they are written
	for i := range r.c.lines {
		for w := range r.c.lines[i].Ways {
			// Of two or three digits are the numbers of rooms, too.
			if number := numberOf(&r.c.lines[i].Ways[w]); len(number) > 3 && strings.Contains(digits, number) {
				return false
			}
		}
	}
	return true
}

// isHidden reports whether a character cannot be seen or turns the direction of what is around it.
func isHidden(c rune) bool {
	return c < ' ' || c >= 0x7f && c < 0xa0 || c >= 0x200b && c <= 0x200f || c >= 0x2028 && c <= 0x202e ||
		c >= 0x2060 && c <= 0x206f || c == 0xfeff || c == utf8.RuneError
}

// isOwnNumber reports whether a number is one to call that nobody takes for that of a helpline.
func (r *Referral) isOwnNumber(phone string) bool {
	digits := digitsOf(phone)
	if len(digits) < minSchoolDigits || len(digits) > maxSchoolDigits || strings.Trim(phone, "0123456789+ .-") != "" {
		return false
	}
	for i := range r.c.lines {
		for w := range r.c.lines[i].Ways {
			// Also with the prefix of a country before it.
			number := strings.TrimPrefix(numberOf(&r.c.lines[i].Ways[w]), "0")
			if number != "" && strings.HasSuffix(digits, number) && len(digits) <= len(number)+4 {
				return false
			}
		}
	}
	return true
}

// numberOf returns the digits of a way that is dialled, "" for one that is not.
func numberOf(w *rules.Way) string {
	if isHTTPS(w.Href) {
		return ""
	}
	return digitsOf(w.Href)
}

func digitsOf(s string) string {
	return strings.Map(func(c rune) rune {
		if c < '0' || c > '9' {
			return -1
		}
		return c
	}, s)
}

// dialled is a number without what parts its digits.
func dialled(phone string) string {
	if strings.HasPrefix(phone, "+") {
		return "+" + digitsOf(phone)
	}
	return digitsOf(phone)
}

func (r *Referral) isOwnEmail(s string) bool {
	name, host, ok := strings.Cut(s, "@")
	const signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-"
	return ok && r.isOwn(name) && strings.Contains(host, ".") && len(s) <= maxSchoolEmail &&
		strings.Trim(name, signs+"_%+") == "" && strings.Trim(host, signs) == ""
}

// Ignored is an item of the settings that no card shows, and why: "hours" that cannot be read, or a text or number that
// could be taken for a "helpline"'s or hides something.
type Ignored struct {
	Item string `json:"item"`
	Why  string `json:"why"`
}

// Ignored names each item once.
func (r *Referral) Ignored() (all []Ignored) {
	add := func(item, value, why string, ok bool) bool {
		if value == "" || ok {
			return false
		}
		all = append(all, Ignored{item, why})
		return true
	}
	readable := func(text string) bool {
		_, err := hours.Parse(text)
		return err == nil
	}
	c := &r.dev.Contact
	add("contactRole", c.Role, "helpline", r.isOwn(c.Role))
	add("contactOffice", c.Office, "helpline", r.isOwn(c.Office))
	add("contactPhone", c.Phone, "helpline", r.isOwnNumber(c.Phone))
	add("contactEmail", c.Email, "helpline", r.isOwnEmail(c.Email))
	add("contactHours", c.Hours, "hours", readable(c.Hours))
	for _, l := range r.dev.LocalLines {
		isOwn := r.isOwn(l.Name) && r.isOwnNumber(l.Phone)
		if add("localLines", l.Name+l.Phone, "helpline", isOwn) || add("localLines", l.Hours, "hours", readable(l.Hours)) {
			break
		}
	}
	return all
}
