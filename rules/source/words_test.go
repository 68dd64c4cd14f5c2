package source_test

import (
	"strings"
	"testing"

	"bouton3018/rules/source"
)

// What is said to a child is held to measures, in every language.
func TestBadWords(t *testing.T) {
	const french, easy, turkish = "prompts/fr.json", "prompts/fr-x-facile.json", "prompts/tr.json"
	for _, c := range []struct{ file, old, new, want string }{
		{french, `"Tu peux en parler."`, `"Tu peux en discourir."`,
			`card.general.title: "discourir" is not among the words`},
		{french, `"Pas maintenant"`, `"Pas un deux trois quatre cinq six sept huit neuf dix onze douze"`,
			"ui.dismiss: "},
		{french, `"Pour toi, ou pour quelqu’un qui t’inquiète."`, `"Pour toi: pour eux."`,
			"card.self_harm.body: a no-break space"},
		{french, `"Tu peux en parler."`, `"Tu peux en parler, anonyme."`, "only what has a source"},
		{french, `"Idées noires"`, `"Suicide"`, "need.dark: "},
		{french, `"ui.uncopied": "Copie impossible",`, ``, "prompts/en.json: says ui.uncopied"},
		{"prompts/en.json", `"ui.uncopied": "Could not copy",`, ``, "prompts/en.json: does not say ui.uncopied"},
		{"prompts/en.json", `"Usually from {from} to {time}"`, `"Usually to {time}"`,
			"status.usual: has the places [{time}]"},
		{"prompts/en.json", `"It happens often."`, `"It is one two three four five six seven eight nine ten eleven times."`,
			"has 14 words"},
		{turkish, `"ui.dismiss": "Şimdi değil",`, ``, "prompts/tr.json: does not say ui.dismiss"},
		{turkish, `"ui.dismiss": "Şimdi değil",`, `"ui.dismiss": "Şimdi değil", "ui.copy": "Kopyala",`,
			"prompts/tr.json: says ui.copy"},
		{turkish, `"ui.dismiss": "Pas maintenant",`, ``, "prompts/tr.json: back: does not say ui.dismiss"},
		{turkish, `"back"`, `"front"`, "prompts/tr.json: "},
		{turkish, `"partial": true,`, ``, "prompts/tr.json: "},
		{"prompts/zh.json", `"现在不用"`, `"现在不用现在不用现在不用现在不用现在不用现在不用现在"`, "ui.dismiss: "},
		{easy, `"Quelqu’un t’écoute. Il y a de l’aide."`, `"Quelqu’un t’écoute, il y a de l’aide."`,
			"is more than one idea"},
		{easy, `"Quelqu’un t’écoute. Il y a de l’aide."`, `"Quelqu’un t’écoute et il y a de l’aide ici maintenant."`,
			"at most 8"},
		{easy, `"card.threats.body"`, `"question.here.a"`, "says question.here.a, which fr does not"},
		{"countries/BE/prompts/en.json", `"role.be-112": "Any emergency",`, ``,
			"countries/BE/prompts/en.json: does not say role.be-112"},
		{"countries/CA/prompts/fr.json", `"Pour les jeunes"`, `"Pour les adolescents"`,
			`countries/CA/prompts/fr.json: role.ca-kids-help-phone: "adolescents"`},
		{"countries/LU/prompts/fr-x-facile.json", `"lang": "fr-x-facile"`, `"lang": "en-x-easy"`,
			"countries/LU/prompts/fr-x-facile.json"},
	} {
		_, err := source.Load(changed(t, c.file, c.old, c.new))
		if err == nil {
			t.Errorf("%s with %s is accepted", c.file, c.new)
		} else if !strings.Contains(err.Error(), c.want) {
			t.Errorf("%s with %s: got %q, want %q in it", c.file, c.new, err, c.want)
		}
	}
	fsys := changed(t, "countries/BE/country.json", "BE", "BE")
	delete(fsys, "countries/BE/prompts/en.json")
	_, err := source.Load(fsys)
	if err == nil || !strings.Contains(err.Error(), `countries/BE/prompts: has no words in "en"`) {
		t.Errorf("a country without English: %v", err)
	}
}
