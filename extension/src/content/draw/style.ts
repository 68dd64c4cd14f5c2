// The look. The background sends it with the first decision that draws: no other page carries it. Compact by hand.
// --p paper, --i ink, --s soft ink, --l line, --t tint, --d deep, --m deeper, --o on deep, --y yes.
// The host wins against `#x > * { … !important }` of the page: among important rules, those of a shadow root come first.

export const STYLE = `:host{all:initial!important;position:fixed!important;display:block!important;pointer-events:auto!important}
*{box-sizing:border-box;margin:0;font:inherit;color:inherit}
form{--p:#fffaf3;--i:#2b2335;--s:#665a70;--l:#eadfd2;--t:#fbeedd;--d:#17605a;--m:#0f4844;--o:#fff;--y:#26845c;overflow:auto;overscroll-behavior:contain;scrollbar-width:thin;scrollbar-color:var(--l) #0000;color-scheme:light dark;color:var(--i);background:var(--p);border:1px solid var(--l);border-radius:22px;box-shadow:0 1px 3px #2b23351f,0 10px 36px #2b233538;font:16px/1.5 ui-rounded,"SF Pro Rounded",system-ui,"Segoe UI",Roboto,sans-serif;text-align:start;user-select:none}
@media(prefers-color-scheme:dark){form{--p:#25212b;--i:#f5eee6;--s:#b9aebf;--l:#443d4d;--t:#322c39;--d:#8fd6cb;--m:#b4e8e0;--o:#10302d;--y:#7fd6a8;box-shadow:0 10px 36px #0009}}
:focus{outline:0}
:focus-visible{outline:3px solid var(--d);outline-offset:2px}
a,button,summary{display:flex;align-items:center;gap:8px;min-height:36px;padding:4px 12px;border:0;border-radius:14px;background:0;text-decoration:none;text-align:start;line-height:1.25;cursor:pointer}
b,h2,h3,.tile,.go,.main,.small,.wide{font-weight:600}
small,section .who,.quiet,.small,h3,details p,.notice{font-size:15px}
small{display:block;color:var(--s);font-weight:400}
svg{flex:none;width:20px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round}
.mark{width:32px;padding:5px;border-radius:50%;background:var(--d);color:var(--o)}
[role=status]{position:absolute;height:1px;overflow:hidden;clip-path:inset(50%)}
.x{padding:0 8px;border-radius:50%;color:var(--s)}
.pill,.strip{display:flex;align-items:center;padding:4px}
.card:not(.opened) .x,.pill:not(.choice) .quiet{display:none}
.pill,.dot{border-radius:26px}
.main{border-radius:26px;padding:2px;padding-inline:4px 8px}
.dot .main{padding:6px}
.card{padding:20px;max-height:inherit}
.top{display:flex;gap:12px;margin-bottom:8px;align-items:start}
h2{flex:1;font-size:20px;line-height:1.3;margin-top:3px;text-wrap:balance}
section{background:var(--t);border-radius:16px;padding:12px 14px 14px;margin-top:14px}
section .who{display:flex;flex-wrap:wrap;gap:0 12px;margin-bottom:8px}
section .digits,.same b,.strip small{display:none}
[class=open]:before,[class=closed]:before{content:"";padding:4px;border-radius:50%;border:1px solid var(--s);forced-color-adjust:none}
[class=open]:before{background:var(--y);border-color:var(--y)}
.tiles{display:grid;grid-template-columns:repeat(auto-fit,minmax(118px,1fr));gap:10px}
.tile,.go{background:var(--d);color:var(--o)}
.tile:hover,.go:hover{background:var(--m)}
.tile{flex-direction:column;justify-content:center;gap:6px;padding:12px 8px;min-height:92px;text-align:center}
.tile b{font-size:32px;line-height:1;letter-spacing:.02em}
.tile>svg{width:26px}
a span,button span,.who span{display:flex;align-items:center;gap:6px}
.main span{display:block}
span svg,.small svg{width:17px}
.scan summary{color:var(--d);padding:0;margin:6px 0 -8px;font-size:15px;text-decoration:underline;text-underline-offset:3px}
.qr{display:block;width:128px;border-radius:10px;background:#fff;fill:#000;stroke:none;forced-color-adjust:none;margin-top:10px}
.row{display:flex;flex-wrap:wrap;align-items:center;gap:8px;margin-top:14px}
.row .who{flex:1;min-width:96px;line-height:1.35}
.row .who span,.strip .who span,.row small{font-size:14px;color:var(--s)}
.small{border:1px solid var(--l);color:var(--d)}
.small:hover,.wide:hover,.quiet:hover,.x:hover,.main:hover{background:var(--t)}
.notice{margin-top:14px;padding-inline-start:12px;border-inline-start:3px solid var(--d)}
.fold{border-bottom:1px solid var(--l)}
.fold summary{min-height:46px;padding:0}
.fold summary:after{content:"";padding:3px;border:solid var(--s);border-width:0 2px 2px 0;rotate:45deg;margin-inline:auto 6px}
[open]>summary:after{rotate:225deg}
section~.fold{margin-top:6px}
.fold+.fold{margin:0!important}
.fold[open]{padding-bottom:14px}
h3{margin-top:10px}
summary+h3{margin:0}
.wide{justify-content:center;width:100%;min-height:44px;margin-top:16px;border:1px solid var(--d);color:var(--d)}
.foot{display:flex;justify-content:space-between;margin:4px -12px -12px}
.quiet{color:var(--s)}
.strip{gap:8px;padding:7px;padding-inline-start:16px;height:62px}
.strip .who{flex:1;min-width:0;line-height:1.25;white-space:nowrap}
i{font-style:normal}
.who *{overflow:hidden;text-overflow:ellipsis}
.strip .who b{display:block;font-size:20px}
.go{min-height:44px;max-width:150px;font-size:15px}
.go b{font-size:18px}
@media(pointer:coarse){a,button,summary{min-height:44px}.x{padding:0 12px}}
@media(max-width:520px){.strip .who :not(.digits),.go>svg{display:none}.strip .who{flex:0 0 auto}.go{flex:1 1 80px;justify-content:center;text-align:center;line-height:1.15}.strip{padding-inline-start:12px;gap:6px}.strip>*{padding-inline:8px}.strip .who{padding:0}}
@media(max-width:350px){.strip .who{display:none}}
@media(prefers-reduced-motion:no-preference){form{animation:in .2s}@keyframes in{0%{opacity:0;translate:0 4px}}}
@media(forced-colors:active){a,button{border:1px solid!important}}`;
