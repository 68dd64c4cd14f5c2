package rules

import "slices"

// A Harm is one reason that a site offers for a report, and everything that the
// product knows of it. A new one is a row of [Harms] and data:
// rules/packaged/README.md says which.
type Harm struct {
	// ID is its name in the rule files, in recorded flows and in decisions.
	ID string
	// Precedence decides between the harms that one label names at once, and between boxes
	// that are checked together: the higher wins, because labels put the precise beside the
	// vague. Self-harm is never read as anything else. Who chooses
	// "Violence, hate or exploitation" has met hate, who chooses "Hate and
	// harassment" is being harassed. Between equals it is the one named first:
	// "Scam, fraud or spam" is a scam, "Spam, scams or bots" is spam.
	Precedence uint8
	// Everyday reasons are what people report all day and no helpline is for. A
	// list of harms and everyday reasons is nothing but a report.
	Everyday bool
	// Unclear says nothing of what happened ("Something else"): what was chosen
	// before it, or stands beside it, counts.
	Unclear bool
	// Protected: one detection key may add to what is known of it, never take away.
	Protected bool
	// NoPicture: what was reported may be a picture that nobody may keep, also to
	// prove it. No picture is taken of that tab.
	NoPicture bool

	// LeadsTo is what the person is shown once it was chosen. A harm that leads to
	// the card leads to the pill all the same where CardOnlyWith has something and
	// the chosen row names none of it, or where it names something of CardNotWith.
	LeadsTo      Stage
	CardOnlyWith Set
	CardNotWith  Set

	// Row is its row of the referral table; [GeneralRow] where it is empty.
	Row string
	// RowAtHome takes the place of Row where an adult hurts the person, at home.
	RowAtHome string
	// SaysAgainst: its card may print what a line is against ("suicide
	// prevention"), unless the chosen row names something of SoftWith too.
	SaysAgainst bool
	SoftWith    Set
	// Nearby: an adult of the person's school may be named below the helplines, unless
	// the chosen row names something of [NeverNearby] too.
	Nearby bool
	// BlackmailOn are the surfaces on which the pill asks about blackmail.
	BlackmailOn []string

	// ImpliedBy: a label that names no harm, but one of these, stands for this one.
	ImpliedBy Set
	// TurnsInto is the harm that a label stands for instead of this one, where it
	// also names something of TurnsWith and nothing of TurnsUnless.
	TurnsInto   Concept
	TurnsWith   Set
	TurnsUnless Set
	// Keeps are answers that mean something only after the question before them:
	// after this harm, a harm or a qualifier among them leaves it as it is.
	Keeps Set
}

// Stage is what the person is shown.
type Stage uint8

const (
	StageNone  Stage = iota
	StageEarly       // a report is open, no harm is understood: the pill
	StageCard        // the chosen harm is one that the helplines are for
	StageAfter       // the same, and the report was sent
)

var stageIDs = [...]string{"none", "early", "card", "after"}

// String is the stage's id in decisions and recorded flows.
func (s Stage) String() string { return stageIDs[s] }

// GeneralRow is the row of the referral table for a report whose harm is not
// understood, and for harms that have none of their own.
const GeneralRow = "general"

// personal is what makes sex or violence the child's own matter instead of a
// picture that someone came across.
const personal = Set(1<<Me | 1<<Minor | 1<<Unwanted | 1<<NoConsent)

// NeverNearby is what is told to nobody whom the person meets every day, unless they want that.
const NeverNearby = Set(1<<SelfHarm | 1<<Eating | 1<<IntimateImages | 1<<MinorSafety | 1<<Minor | 1<<Sexual |
	1<<Unwanted | 1<<NoConsent | 1<<AtHome)

// Harms is the table, by concept. A concept without an id here is no harm. The
// first row is what counts while nothing is chosen.
var Harms = [MaxConcepts]Harm{
	None: {LeadsTo: StageEarly},
	Harassment: {
		ID: "harassment", Precedence: 60, LeadsTo: StageCard, Row: "harassment", Nearby: true,
		TurnsInto: Hate, TurnsWith: 1 << Trait, // "Mocked because of a disability"
	},
	Hate: {
		ID: "hate", Precedence: 55, LeadsTo: StageCard, Row: "hate", Nearby: true,
		ImpliedBy: 1 << Trait, // "Says that Jews must go"
	},
	Threats: {
		ID: "threats", Precedence: 60, Protected: true, LeadsTo: StageCard, Row: "threats",
		Nearby: true,
	},
	IntimateImages: {
		ID: "intimate_images", Precedence: 90, Protected: true, LeadsTo: StageCard, Row: "intimate_images",
		NoPicture: true,
		// A naked child who is not "me" is a child in danger.
		TurnsInto: MinorSafety, TurnsWith: 1 << Minor, TurnsUnless: 1 << Me,
	},
	MinorSafety: {
		ID: "minor_safety", Precedence: 80, Protected: true, LeadsTo: StageCard, Row: "minor_safety", RowAtHome: "home",
		NoPicture: true,
		ImpliedBy: 1 << Minor, // "Problem involving someone under 18"
		Keeps:     1<<Sexual | 1<<Violence,
	},
	Impersonation: {
		ID: "impersonation", Precedence: 50, LeadsTo: StageCard, Row: "impersonation", Nearby: true,
		// Of a brand or a celebrity: the card is not for that.
		CardNotWith: 1 << PublicFigure, Keeps: 1 << PublicFigure,
	},
	Privacy: {
		ID: "privacy", Precedence: 70, LeadsTo: StageCard, Row: "privacy",
	},
	Hacked: {
		ID: "hacked", Precedence: 50, LeadsTo: StageCard, Row: "hacked",
	},
	Sexual: {
		ID: "sexual", Precedence: 45, LeadsTo: StageCard, CardOnlyWith: personal, NoPicture: true,
		CardNotWith: 1 << Spam, // "Unwanted ads, nudity"
		TurnsInto:   MinorSafety, TurnsWith: 1 << Minor,
	},
	Violence: {
		ID: "violence", Precedence: 40, LeadsTo: StageCard, CardOnlyWith: personal, RowAtHome: "home",
		CardNotWith: 1 << Spam,
	},
	SelfHarm: {
		ID: "self_harm", Precedence: 95, Protected: true, LeadsTo: StageCard, Row: "self_harm",
		SaysAgainst: true, SoftWith: 1 << Eating, // the row covers eating disorders too
	},
	Scam: {
		// Boys who are being blackmailed file it as a scam.
		ID: "scam", Precedence: 30, Everyday: true, LeadsTo: StageEarly, BlackmailOn: []string{"message", "account"},
	},
	Spam:           {ID: "spam", Precedence: 30, Everyday: true},
	Misinformation: {ID: "misinformation", Precedence: 20, Everyday: true},
	IP:             {ID: "ip", Precedence: 20, Everyday: true},
	RegulatedGoods: {ID: "regulated_goods", Precedence: 20, Everyday: true},
	Dislike:        {ID: "dislike", Precedence: 20, Everyday: true},
	Other:          {ID: "other", Precedence: 10, Everyday: true, Unclear: true, LeadsTo: StageEarly},
}

// Stage is what choosing this harm leads to, with what the chosen row names beside it.
func (h *Harm) Stage(beside Set) Stage {
	if h.LeadsTo == StageCard && (h.CardOnlyWith != 0 && !beside.Any(h.CardOnlyWith) || beside.Any(h.CardNotWith)) {
		return StageEarly
	}
	return h.LeadsTo
}

// RowID is the row of the referral table for a card on this harm.
func (h *Harm) RowID(beside Set) string {
	switch {
	case h.RowAtHome != "" && beside.Has(AtHome):
		return h.RowAtHome
	case h.Row != "":
		return h.Row
	}
	return GeneralRow
}

// Soft reports whether the card must not print what its lines are against.
func (h *Harm) Soft(beside Set) bool { return !h.SaysAgainst || beside.Any(h.SoftWith) }

// After is the harm that an answer stands for when c was chosen in the step before it.
func (c Concept) After(before Concept, beside Set) Concept {
	if (SetOf(c) | beside&Qualifiers).Any(Harms[before].Keeps) {
		return before
	}
	return c
}

// Settle turns the harm that a label names first, or None, into the one that it
// stands for with everything that it names.
func (c Concept) Settle(named Set) Concept {
	if c == None {
		for i := range Harms {
			if named.Any(Harms[i].ImpliedBy) {
				return Concept(i)
			}
		}
	}
	if h := &Harms[c]; named.Any(h.TurnsWith) && !named.Any(h.TurnsUnless) {
		return h.TurnsInto
	}
	return c
}

// RowIDs are the rows that a referral table must have: the general one, one for
// each harm with a card of its own, and one for harm by an adult at home.
func RowIDs() []string {
	ids, atHome := []string{GeneralRow}, []string{}
	for i := range Harms {
		if h := &Harms[i]; h.Row != "" {
			ids = append(ids, h.Row)
		}
		if h := &Harms[i]; h.RowAtHome != "" && !slices.Contains(atHome, h.RowAtHome) {
			atHome = append(atHome, h.RowAtHome)
		}
	}
	return append(ids, atHome...)
}
