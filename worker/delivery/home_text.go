package delivery

// What the first page says, whatever the rules are. A line end is a space there.

const homeTop = `<h1>Bouton 3018</h1>
<p>Une extension de navigateur pour les familles et les établissements scolaires, en France. Quand une jeune
personne ouvre la fenêtre « Signaler » d’un réseau social, le 3018 s’affiche juste à côté : appeler, écrire,
et ce qui se passe ensuite.</p>
<div class="now"><p><strong>Besoin d’aide maintenant ?</strong> Le <a href="tel:3018">3018</a> aide les jeunes
victimes de harcèlement et de violences en ligne, et leurs proches : par téléphone ou sur
<a href="https://3018.fr">3018.fr</a>. En danger tout de suite : le <a href="tel:17">17</a> ou le
<a href="tel:112">112</a>, et par écrit le <a href="https://www.urgence114.fr">114</a>.</p></div>

<h2>Pour les familles</h2>
<p>Signaler prend du courage. Le bon numéro, au même endroit et en quelques mots simples, peut aider à faire
le pas suivant.</p>
<ul>
<li>Rien ne change tant que personne ne signale. L’extension cherche si une fenêtre de signalement s’ouvre, et
ne lit que celle-là.</li>
<li>Elle ne bloque rien, ne retarde rien et n’envoie pas le signalement à la place de votre enfant.</li>
<li>Elle n’envoie rien de ce qui s’affiche ou s’écrit : ni à vous, ni à l’école, ni à nous. Elle ne garde
aucune trace des fiches d’aide sur l’ordinateur.</li>
<li>D’elle-même, elle ne demande ici qu’une fois par jour s’il y a de nouvelles règles. Cette demande est la
même pour tout le monde et ne dit pas qui la fait.</li>
</ul>
<p>Parlez-en ensemble avant de l’installer : une aide que l’on découvre par surprise inquiète.</p>

<h2>Installer</h2>
<p>L’extension n’est pas encore dans les magasins d’extensions. Aujourd’hui, il faut la construire depuis son
code source, sur un ordinateur avec Go et Node :</p>
<pre><code>go run ./scripts/build</code></pre>
<ol>
<li>Dans Chrome, Edge ou Chromium, ouvrez la page des extensions (<code>chrome://extensions</code>).</li>
<li>Activez le « mode développeur ».</li>
<li>Choisissez « Charger l’extension non empaquetée », puis le dossier <code>dist/chromium</code>.</li>
</ol>

<h2>Pour les établissements</h2>
<ul>
<li>Pas de compte, pas d’identifiant, pas de statistiques, aucune donnée d’élève.</li>
<li>L’extension n’agit que sur les sites nommés plus bas.</li>
<li>Les règles livrées avec elle suffisent. Les mises à jour se coupent dans ses réglages, et un établissement
peut les servir lui-même, en fichiers, sans passer par ce serveur.</li>
</ul>

<h2>Ce qu’elle ne fait pas</h2>
<ul>
<li>Elle ne fonctionne pas dans les applications des téléphones, où se font la plupart des signalements.</li>
<li>Elle ne remplace ni le 3018, ni un adulte de confiance, ni les secours.</li>
<li>Elle ne surveille pas, n’alerte personne et ne décide pour personne.</li>
<li>Elle ne promet pas que quelqu’un réponde tout de suite, ni que le site retire un contenu.</li>
<li>Elle peut se tromper ou ne pas reconnaître une fenêtre. Dans le doute, elle reste discrète.</li>
</ul>
`

const homeMaintainers = `
<h2>Pour celles et ceux qui tiennent les règles</h2>
<p>Les règles sont des données signées : ce serveur ne peut ni changer un numéro, ni montrer une autre liste à
quelqu’un. Il ne garde aucun secret. Une détection demande une clé, un numéro ou un texte en demande deux.</p>
<ul>
<li><a href="/v1/log">Le journal</a> : chaque version, ce qui a changé, quelles clés.</li>
<li><a href="/v1/head">La tête du journal</a>, à comparer avec celle que montre l’extension.</li>
<li>Le guide est dans <code>rules/README.md</code>, dans le code source.</li>
</ul>
`

const homeLegal = `
<footer><h2>Mentions légales</h2>
<p>Cette page et l’extension sont indépendantes. Elles ne sont pas faites par l’association e-Enfance, qui
gère le 3018, ni par les sites nommés ici.</p>
`

const homePrivacy = `
<p>Cette page ne pose aucun cookie et ne charge rien d’ailleurs. Ce serveur n’enregistre pas qui l’appelle ;
son hébergeur et le réseau voient passer l’adresse de l’ordinateur, comme pour toute page.</p>
`
