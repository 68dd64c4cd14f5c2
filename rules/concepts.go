package rules

// Concept is what a phrase of a site can mean to a report flow. The ids are
// closed: a lexicon may add phrases to a concept, never a concept, because each
// one needs code that knows what to do with it.
type Concept uint8

// The harms that can be chosen come first, then what qualifies them, then the
// acts that a report flow is made of, then what is never a report flow.
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

	conceptCount
)

// conceptIDs are the names used in the rule files, in the order of the constants.
var conceptIDs = [conceptCount]string{
	"", "harassment", "hate", "threats", "intimate_images", "minor_safety",
	"impersonation", "privacy", "hacked", "sexual", "violence", "self_harm",
	"scam", "spam", "misinformation", "ip", "regulated_goods", "dislike", "other",
	"me", "minor", "unwanted", "no_consent", "public_figure", "at_home", "eating",
	"report", "question", "done", "submit", "next", "back", "cancel",
	"menu", "login", "cookies", "share", "block", "mute", "feedback", "settings",
	"account", "message", "post",
}

// String is the id that the rule files use.
func (c Concept) String() string { return conceptIDs[c] }

// IsReason reports whether the concept is a reason that a site offers for a report.
func (c Concept) IsReason() bool { return c >= Harassment && c <= Other }

// ConceptByID finds a concept by its id; [None] when there is no such concept.
func ConceptByID(id string) Concept {
	for i := 1; i < int(conceptCount); i++ {
		if conceptIDs[i] == id {
			return Concept(i)
		}
	}
	return None
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
