/** Figures and charts. */
export const figures = `.figures{display:grid;grid-template-columns:repeat(3,minmax(0,1fr));margin-top:24px;border-top:1px solid var(--rule);border-bottom:1px solid var(--rule)}
.figures div{padding:14px 16px 14px 0}
.figures div+div{padding-left:24px;border-left:1px solid var(--rule)}
.figures dt{color:var(--soft);font-size:13px}
.figures dd{font-size:32px;line-height:1.2;font-weight:650;letter-spacing:-.02em}
.figures dd+dd{font-size:13px;font-weight:400;letter-spacing:0;color:var(--soft)}
.figures.five{grid-template-columns:repeat(5,minmax(0,1fr))}
.figures.five dd:nth-of-type(1){font-size:26px;line-height:1.5}
.figures.four{grid-template-columns:repeat(4,minmax(0,1fr))}
.halves{display:grid;grid-template-columns:minmax(0,3fr) minmax(0,2fr);gap:0 64px}
.days svg{display:block;width:100%;height:auto;max-height:120px;margin-top:8px}
.days rect{fill:var(--mark)}
.days figcaption{display:flex;justify-content:space-between;color:var(--soft);font-size:13px;padding-top:4px;border-top:1px solid var(--rule)}`;
