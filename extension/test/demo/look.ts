// How the start page looks: the card's colours, light and dark; one column on a phone, three on a desktop.

export const sheet = `
:root { color-scheme: light dark; --paper: #fdf6ec; --card: #fffdf9; --ink: #2b2335; --soft: #665a70; --line: #eadfd2; --tint: #fbeedd;
  --deep: #17605a; --coral: #b9453f; --coral-soft: #fbe3da; }
@media (prefers-color-scheme: dark) { :root { --paper: #1c1921; --card: #25212b; --ink: #f5eee6; --soft: #b9aebf; --line: #443d4d; --tint: #322c39;
  --deep: #8fd6cb; --coral: #ff9f8a; --coral-soft: #4a2f33; } }
* { box-sizing: border-box; margin: 0; }
body { min-height: 100vh; padding: 0 clamp(16px, 4vw, 48px) 48px; background: var(--paper); color: var(--ink);
  font: 17px/1.5 ui-rounded, "SF Pro Rounded", system-ui, "Segoe UI", Roboto, sans-serif; }
header, main, footer { max-width: 1120px; margin-inline: auto; }
header { display: flex; align-items: center; gap: 14px; padding: 26px 0 10px; }
header img, .note img { display: block; }
.name { font-size: 20px; font-weight: 700; line-height: 1.2; }
.what { color: var(--soft); font-size: 15px; }
.other { margin-inline-start: auto; padding: 8px 16px; border: 1px solid var(--line); border-radius: 99px; background: var(--card); color: var(--ink);
  font-size: 15px; text-decoration: none; }
h1 { max-width: 20em; margin: 26px 0 22px; font-size: clamp(28px, 4.2vw, 42px); font-weight: 700; line-height: 1.15; letter-spacing: -.015em; text-wrap: balance; }
h2 { font-size: 22px; font-weight: 700; line-height: 1.3; }
h3 { margin: 20px 0 4px; color: var(--soft); font-size: 14px; font-weight: 600; }
.steps { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 12px 20px; margin-bottom: 32px; padding: 0; list-style: none; counter-reset: step; }
.steps li { display: flex; align-items: center; gap: 10px; counter-increment: step; }
.steps li::before { content: counter(step); flex: none; width: 30px; border-radius: 99px; background: var(--coral-soft); color: var(--coral);
  font-weight: 700; line-height: 30px; text-align: center; }
.sites { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 20px; }
.site, .try { padding: 24px; border: 1px solid var(--line); border-radius: 22px; background: var(--card); }
.host { color: var(--soft); font-size: 15px; }
ul { margin-inline: -12px; padding: 0; list-style: none; }
li a { display: grid; grid-template-columns: 1fr auto; align-items: center; min-height: 56px; padding: 7px 12px; border-radius: 14px; color: inherit;
  text-decoration: none; }
li a::after { content: "›"; grid-row: 1 / 3; grid-column: 2; color: var(--deep); font-size: 24px; line-height: 1; }
li b { color: var(--deep); font-weight: 650; }
.way { grid-column: 1; color: var(--soft); font-size: 14px; line-height: 1.35; }
li a:hover { background: var(--tint); }
li a:hover b { text-decoration: underline; text-underline-offset: 3px; }
:focus-visible { outline: 3px solid var(--deep); outline-offset: 2px; }
.try { margin-top: 20px; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(290px, 1fr)); gap: 16px 40px; margin-top: 14px; }
dt { font-weight: 650; }
dd { color: var(--soft); }
footer { margin-top: 28px; color: var(--soft); font-size: 15px; }
footer p { margin-top: 4px; }
.note { max-width: 640px; padding-top: 15vh; }
.note p { margin-top: 16px; }
.note h1 { margin-bottom: 8px; font-size: 28px; overflow-wrap: anywhere; }
.address { padding: 10px 14px; border-radius: 12px; background: var(--tint); overflow-wrap: anywhere; }
.button { display: inline-block; padding: 12px 22px; border-radius: 14px; background: var(--deep); color: var(--paper); font-weight: 650; text-decoration: none; }
@media (prefers-reduced-motion: no-preference) { li a { transition: background .12s; } }
`;
