/** The look of the outbox: plain, on paper or on slate, at any width. */
export const sheet = `
:root { color-scheme: light dark; --ink: light-dark(#1c1b19, #eceae6); --soft: light-dark(#66625b, #a5a099);
  --paper: light-dark(#fbfaf8, #171614); --card: light-dark(#fff, #201f1c); --line: light-dark(#e3dfd8, #35322d);
  --link: light-dark(#0b5c8a, #7cc3ec); }
* { box-sizing: border-box; }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 46rem; margin: 0 auto; padding: clamp(1rem, 4vw, 3rem) 1rem 4rem; }
h1 { margin: 0 0 .25rem; font-size: clamp(1.4rem, 1.1rem + 1.6vw, 2rem); line-height: 1.2; overflow-wrap: anywhere; }
h2 { margin: 0 0 .5rem; font-size: .95rem; color: var(--soft); font-weight: 600; }
header p, .empty { margin: 0; color: var(--soft); }
.empty { margin-top: 3rem; }
a { color: var(--link); overflow-wrap: anywhere; }
a:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 2px; }
.mails { list-style: none; margin: 1.75rem 0 0; padding: 0; border-top: 1px solid var(--line); }
.mails a { display: grid; grid-template-columns: 1fr auto; gap: 0 1rem; padding: .8rem .25rem; color: inherit;
  text-decoration: none; border-bottom: 1px solid var(--line); }
.mails a:hover { background: var(--card); }
.to { font-weight: 600; overflow-wrap: anywhere; }
time { color: var(--soft); font-variant-numeric: tabular-nums; }
.subject { grid-column: 1 / -1; }
.back { margin: 0 0 1.5rem; }
.head { display: grid; grid-template-columns: max-content 1fr; gap: .15rem 1rem; margin: 1rem 0 0; }
.head dt { color: var(--soft); }
.head dd { margin: 0; overflow-wrap: anywhere; }
section { margin-top: 2rem; }
iframe { display: block; width: 100%; height: 60vh; border: 1px solid var(--line); border-radius: 4px; background: #fff; }
pre { margin: 0; padding: 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 4px;
  font: .875rem/1.55 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
`;
