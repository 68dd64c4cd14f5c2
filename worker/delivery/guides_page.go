package delivery

import "net/http"

// guides says to administrators, for each system, where each file of the policy page belongs.
func (s *server) guides(r *http.Request) (answer, error) {
	version, err := s.store.newestPackage(r.Context())
	if err != nil {
		return answer{}, err
	}
	p := &page{}
	p.begin("guides", "Guides d’installation")
	p.prose("guides-before.html")
	p.raw("<li>")
	if version == "" {
		p.text("Le paquet signé. Ce serveur n’en a pas encore : ")
		p.raw("<code>go run ./scripts/release</code>")
		p.text(", avec une clé et une adresse, le fabrique et le lui donne (README, « For schools »).")
	} else {
		p.text("L’adresse des mises à jour : ")
		p.link(updatesPath, "updates.xml de ce serveur")
		p.text(", avec la version " + version + ". Copiez l’adresse entière du lien.")
	}
	p.raw("</li>")
	p.prose("guides.html")
	return p.shown(), nil
}
