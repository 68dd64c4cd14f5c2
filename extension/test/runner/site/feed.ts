// The page that a flow starts from when it brings none: an ordinary feed of thirty posts.

const words = {
  fr: {
    title: "Fil d’actualité", nav: ["Accueil", "Recherche", "Messages", "Notifications", "Profil"],
    like: "J’aime", comment: "Commenter", share: "Partager", more: "Plus d’options", ago: "Il y a 2 h", see: "Voir la suite",
    posts: [
      "Premier entraînement de la saison, on a tout donné.",
      "Qui a compris l’exercice 4 de maths ?",
      "Témoignage : un lycée se mobilise contre le harcèlement. À lire et à partager.",
      "Mon chat a encore mangé la plante.",
      "Signaler un bug du jeu ? Le formulaire est dans ma bio.",
      "Concert samedi, il reste deux places.",
    ],
  },
  en: {
    title: "Feed", nav: ["Home", "Search", "Messages", "Notifications", "Profile"],
    like: "Like", comment: "Comment", share: "Share", more: "More options", ago: "2 h ago", see: "See more",
    posts: [
      "First practice of the season, we gave it everything.",
      "Did anyone get exercise 4 in maths?",
      "A school stands up against bullying and harassment. Read and share.",
      "My cat ate the plant again.",
      "Want to report a bug in the game? The form is in my bio.",
      "Concert on Saturday, two tickets left.",
    ],
  },
};

/** The HTML of the feed in the language of a locale, English for those it does not have. */
export function feed(locale: string): string {
  const w = locale.startsWith("fr") ? words.fr : words.en;
  const post = (_: unknown, i: number): string => `
    <article>
      <header><a href="/member${i}/">member${i}</a> <time>${w.ago}</time>
        <button type="button" class="more" aria-label="${w.more}" aria-haspopup="menu">…</button></header>
      <p>${w.posts[i % w.posts.length]} <a href="/p/${i}/">${w.see}</a></p>
      <footer><button type="button">${w.like}</button> <button type="button">${w.comment}</button> <button type="button">${w.share}</button></footer>
    </article>`;
  return `<!doctype html>
<html lang="${locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${w.title}</title>
<style>
  :root { color-scheme: light dark; }
  body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
  nav { display: flex; flex-wrap: wrap; gap: 16px; padding: 12px 16px; border-bottom: 1px solid #8884; }
  main { max-width: 560px; margin: 0 auto; padding: 0 16px; }
  article { padding: 12px 0; border-bottom: 1px solid #8884; }
  article header { display: flex; gap: 8px; align-items: center; }
  .more { margin-inline-start: auto; }
</style>
</head>
<body>
<div id="app"><div><div>
  <nav>${w.nav.map((it) => `<a href="#${it}">${it}</a>`).join(" ")}</nav>
  <main>${Array.from({ length: 30 }, post).join("")}
  </main>
</div></div></div>
</body>
</html>`;
}
