/** Colours, type and the page itself; what stands before it begins a rule for `:root`. */
// The brand colours marks, never text, so that any brand reads; in the dark it is lightened until it stands out.
export const base = `color-scheme:light dark;--paper:#fff;--ink:#17191b;--soft:#5a6066;--rule:#e3e5e7;--wash:#f5f6f7;--alarm:#a3320b;--mark:var(--brand);--font:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif}
@media(prefers-color-scheme:dark){:root{--paper:#141618;--ink:#e7e9eb;--soft:#9ba2a9;--rule:#2b2f33;--wash:#1b1e21;--alarm:#f2a27f;--mark:color-mix(in oklab,var(--brand),#fff 30%)}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%;scroll-padding:64px 0 8px}
body{margin:0;background:var(--paper);color:var(--ink);font:15px/1.5 var(--font);font-variant-numeric:tabular-nums;overflow-wrap:anywhere}
a{color:inherit;text-decoration-line:underline;text-decoration-color:var(--mark);text-decoration-thickness:1px;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:2px solid var(--mark);outline-offset:2px;border-radius:2px}
h1,h2,h3,p,ul,ol,dl,dd,table,figure,fieldset{margin:0;padding:0}
ul,ol{list-style:none}
h1+p{margin-top:6px}
h1{font-size:24px;line-height:1.2;font-weight:650;letter-spacing:-.01em;text-wrap:balance}
h2{font-size:15px;font-weight:650;margin-bottom:6px}
h3{font-size:15px;font-weight:600}
.soft,small{color:var(--soft);font-size:13px}
small{font-weight:400}
.prose{max-width:64ch;text-wrap:pretty}
.skip{position:absolute;left:-999em}
.skip:focus{left:16px;top:8px;background:var(--paper);padding:8px 12px;z-index:4}
.unseen{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}
.wide{max-width:1168px;margin:0 auto;padding:0 24px}
main{padding-top:32px!important;padding-bottom:64px!important}
section{margin-top:40px}
.head{display:flex;flex-wrap:wrap;align-items:baseline;justify-content:space-between;gap:4px 24px;padding-bottom:8px}`;
