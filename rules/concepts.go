package rules

// Concept is what a phrase of a site can mean to a report flow. The ids are
// closed: a lexicon may add phrases to a concept, never a concept, because each
// one needs code that knows what to do with it. The numbers are kept from one step
// of a report to the next and in vectors.json: a new one goes to the end.
type Concept uint8

// MaxConcepts is how many concepts there can be: a [Set] has a bit for each.
const MaxConcepts = 64

// The harms come first (the table [Harms] says what is known of each), then what
// qualifies them, then the acts that a report flow is made of, then what is never a
// report flow.
const (
	None Concept = iota
	Harassment
	Hate
	Threats
	IntimateImages
	MinorSafety
	Impersonation
	Privacy
	Hacked
	Sexual
	Violence
	SelfHarm
	Scam
	Spam
	Misinformation
	IP
	RegulatedGoods
	Dislike
	Other

	Me
	Minor
	Unwanted
	NoConsent
	PublicFigure
	AtHome
	Eating

	Report
	Question
	Done
	Submit
	Next
	Back
	Cancel

	Menu
	Login
	Cookies
	Share
	Block
	Mute
	Feedback
	Settings

	Account
	Message
	Post

	OtherReport // a report of another kind ("weekly report"), or one made earlier
	Unrelated   // asks for reasons as well: leaving, a survey, a ban, a filter
	Technical   // what does not work: "the page freezes"

	Trait // a group that people are hated for, or that somebody is mocked for being of
)

// conceptIDs are the names, in the rule files, of the concepts that are no harm.
var conceptIDs = [MaxConcepts]string{
	Me: "me", Minor: "minor", Unwanted: "unwanted", NoConsent: "no_consent",
	PublicFigure: "public_figure", AtHome: "at_home", Eating: "eating",

	Report: "report", Question: "question", Done: "done", Submit: "submit", Next: "next", Back: "back", Cancel: "cancel",

	Menu: "menu", Login: "login", Cookies: "cookies", Share: "share", Block: "block", Mute: "mute",
	Feedback: "feedback", Settings: "settings",

	Account: "account", Message: "message", Post: "post",

	OtherReport: "other_report", Unrelated: "unrelated", Technical: "technical",

	Trait: "trait",
}

// Qualifiers say more of a harm.
const Qualifiers = Set(1<<Me | 1<<Minor | 1<<Unwanted | 1<<NoConsent | 1<<PublicFigure | 1<<AtHome | 1<<Eating |
	1<<Trait)

// String is the id that the rule files use.
func (c Concept) String() string {
	if id := Harms[c].ID; id != "" {
		return id
	}
	return conceptIDs[c]
}

// IsReason reports whether the concept is a reason that a site offers for a report.
func (c Concept) IsReason() bool { return c < MaxConcepts && Harms[c].ID != "" }

// ConceptByID finds a concept by its id; [None] when there is no such concept.
func ConceptByID(id string) Concept {
	for c := None + 1; c < MaxConcepts; c++ {
		if c.String() == id && id != "" {
			return c
		}
	}
	return None
}

// UnmarshalText reads the id of a concept.
func (c *Concept) UnmarshalText(id []byte) error {
	if *c = ConceptByID(string(id)); *c == None {
		return &Error{string(id), "is an unknown concept"}
	}
	return nil
}

// Set is a set of concepts.
type Set uint64

// Has reports whether c is in the set.
func (s Set) Has(c Concept) bool { return s&(1<<c) != 0 }

// With is the set with c added.
func (s Set) With(c Concept) Set { return s | 1<<c }

// Any reports whether the sets share a concept.
func (s Set) Any(t Set) bool { return s&t != 0 }

// SetOf is the set of the given concepts.
func SetOf(cs ...Concept) Set {
	var s Set
	for _, c := range cs {
		s = s.With(c)
	}
	return s
}
