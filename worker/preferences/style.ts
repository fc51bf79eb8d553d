import type { Colours } from "../../content/schema/catalog.ts";

/** The style sheet of the pages about a person's data, inlined under a nonce. */
export function styleSheet({ primary, onPrimary, paper, ink }: Colours): string {
  return `:root{--brand:${primary};--on-brand:${onPrimary};--paper:${paper};--ink:${ink};${rules}`;
}

// In the dark the brand colours marks only, lightened until they stand out; the one filled button keeps its own colours.
const rules = `color-scheme:light dark;--sheet:#fff;--soft:color-mix(in oklab,var(--ink),#fff 28%);--rule:color-mix(in oklab,var(--ink),transparent 84%);--mark:var(--brand);--edge:color-mix(in oklab,var(--ink),#fff 38%);--alarm:#a3320b;--on-alarm:#fff;--sans:system-ui,-apple-system,"Segoe UI",Roboto,"Liberation Sans",sans-serif;--serif:Georgia,"Times New Roman","Liberation Serif",serif}
@media(prefers-color-scheme:dark){:root{--paper:#141618;--sheet:#1c1f22;--ink:#eceae6;--soft:#a9adb1;--rule:#32363a;--edge:#82888e;--mark:color-mix(in oklab,var(--brand),#fff 42%);--alarm:#f2a27f;--on-alarm:#2a0f04}}
*,::before,::after{box-sizing:border-box}
html{-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:17px/1.55 var(--sans);overflow-wrap:anywhere}
h1,h2,p,ul,blockquote,figure{margin:0;padding:0}
ul{list-style:none}
a{color:inherit;text-decoration-color:var(--mark);text-decoration-thickness:1px;text-underline-offset:3px}
a:hover{text-decoration-thickness:2px}
:focus-visible{outline:3px solid var(--mark);outline-offset:3px;border-radius:4px}
.page{max-width:704px;margin:0 auto;padding:0 24px}
.brand{padding:28px 0 24px;font-weight:650;font-size:15px;letter-spacing:.01em}
.sheet{background:var(--sheet);border-top:4px solid var(--brand);border-radius:12px;padding:40px 40px 8px;box-shadow:0 1px 2px rgb(0 0 0/.05),0 12px 32px rgb(0 0 0/.05)}
h1{font:600 34px/1.12 var(--serif);letter-spacing:-.01em;text-wrap:balance}
h2{font:600 21px/1.25 var(--serif);text-wrap:balance}
.lead{margin-top:12px;text-wrap:pretty;max-width:58ch}
.notice{margin-bottom:28px;padding:14px 18px;border-left:4px solid var(--mark);background:color-mix(in oklab,var(--mark),transparent 90%);border-radius:0 8px 8px 0;text-wrap:pretty}
section{padding:32px 0;border-top:1px solid var(--rule)}
.lead+section,.notice+section,[role=status]+section{margin-top:28px}
section>p,section>form>p{margin-top:8px;color:var(--soft);text-wrap:pretty;max-width:58ch}
.purpose{padding:24px 0;border-bottom:1px solid var(--rule)}
.purpose:last-child,.purpose:has(+.apart){border-bottom:0}
.purpose label{display:flex;justify-content:space-between;align-items:center;gap:24px;min-height:44px;font-weight:650;cursor:pointer}
.purpose p{max-width:54ch;font-size:15px;color:var(--soft);text-wrap:pretty}
.purpose .what{margin-bottom:8px}
.purpose.apart{margin:4px -20px 12px;padding:16px 20px 20px;border-radius:10px;background:color-mix(in oklab,var(--ink),transparent 95%)}
blockquote{margin:12px 0 0;max-width:54ch;padding-left:16px;border-left:2px solid var(--rule);font:italic 15px/1.5 var(--serif)}
input[type=checkbox]{appearance:none;flex:none;width:52px;height:32px;margin:0;border:2px solid var(--edge);border-radius:16px;background:transparent;cursor:pointer;position:relative}
input[type=checkbox]::before{content:"";position:absolute;left:4px;top:4px;width:20px;height:20px;border-radius:50%;background:var(--edge)}
input[type=checkbox]:checked{background:var(--mark);border-color:var(--mark)}
input[type=checkbox]:checked::before{left:24px;background:var(--sheet)}
@media(prefers-reduced-motion:no-preference){input[type=checkbox]::before{transition:left .12s}}
@media(forced-colors:active){input[type=checkbox]{appearance:auto;width:24px;height:24px}}
button,.button{display:inline-block;min-height:48px;padding:11px 22px;border:2px solid var(--edge);border-radius:8px;background:transparent;color:inherit;font:600 17px/1.3 var(--sans);text-align:center;text-decoration:none;cursor:pointer}
button:hover,.button:hover{border-color:var(--ink)}
.first{background:var(--brand);border-color:var(--brand);color:var(--on-brand)}
.first:hover{border-color:var(--ink)}
.alarm{background:var(--alarm);border-color:var(--alarm);color:var(--on-alarm)}
.acts{display:flex;flex-wrap:wrap;gap:12px;align-items:center;margin-top:20px}
.points{margin-top:12px;max-width:58ch}
.points li{padding:6px 0 6px 24px;position:relative;text-wrap:pretty}
.points li::before{content:"";position:absolute;left:2px;top:1.05em;width:10px;height:2px;background:var(--mark)}
.files{margin-top:24px}
.files li+li{margin-top:16px}
.files+p{margin-top:24px}
.files small{display:block;color:var(--soft);font-size:15px;margin-top:6px}
footer{padding:24px 0 56px;color:var(--soft);font-size:14px}
footer p+p{margin-top:4px}
@media(max-width:560px){.page{padding:0 16px}.brand{padding:20px 8px 16px}.sheet{padding:28px 20px 0}h1{font-size:29px}h2{font-size:20px}button,.button{width:100%}.acts{display:block}.acts>*+*{margin-top:12px;display:block}footer{padding:20px 8px 48px}section{padding:28px 0}.purpose.apart{margin:4px -12px 12px;padding:12px 12px 16px}}
@media print{.brand,footer,form,.acts{display:none}}`;
