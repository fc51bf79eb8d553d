/** How the proof looks on a screen and on paper: a document, in black on white. */
export const sheet = `
@page{size:A4;margin:18mm 20mm 20mm}
*{box-sizing:border-box}
body{max-width:46rem;margin:3rem auto;padding:0 1.25rem;font:16px/1.55 Georgia,"Times New Roman",serif;color:#1a1a1a;background:#fff}
h1{font-size:2.1rem;line-height:1.15;margin:0 0 .6rem;font-weight:600;letter-spacing:-.01em}
h2{font-size:1.25rem;margin:2.6rem 0 .8rem;padding-top:.9rem;border-top:1px solid #1a1a1a;font-weight:600;break-after:avoid}
h3{font-size:1.05rem;margin:1.8rem 0 .5rem;break-after:avoid}
h3 span{font-weight:400}
h4{font-size:.85rem;margin:.8rem 0 .2rem;font-weight:400;font-style:italic;color:#555}
.lead{font-size:1.05rem;margin:0 0 1.6rem}
.soft{color:#555;font-size:.88rem}
dl{margin:.4rem 0;font-size:.95rem}
dl div{display:grid;grid-template-columns:12rem 1fr;gap:0 1rem;padding:.14rem 0}
dt{color:#555}
dd{margin:0;overflow-wrap:anywhere}
.hash dd,code,pre{font:.82rem/1.5 ui-monospace,Menlo,Consolas,"DejaVu Sans Mono",monospace}
blockquote{margin:.4rem 0 .9rem;padding:.2rem 0 .2rem 1.1rem;border-left:3px solid #1a1a1a;font-size:1.08rem}
article{break-inside:avoid}
table{width:100%;border-collapse:collapse;font-size:.92rem}
th{text-align:left;font-weight:400;font-style:italic;color:#555;border-bottom:1px solid #999}
th,td{padding:.35rem .8rem .35rem 0;vertical-align:top;overflow-wrap:anywhere}
td{border-bottom:1px solid #ddd}
td:first-child{width:13.5rem}
.today td:first-child{width:auto}
tr{break-inside:avoid}
pre{margin:.4rem 0 1rem;padding:.6rem .8rem;background:#f3f3f1;white-space:pre-wrap;overflow-wrap:anywhere}
figure{margin:1.2rem 0}
figcaption{margin-bottom:.6rem}
.utc{white-space:nowrap}
/* As wide as a desk's screen, and shrunk to the sheet: so the form is in sight. */
.seen{height:870px;overflow:hidden;border:1px solid #999}
iframe{display:block;width:1280px;height:1600px;border:0;transform:scale(.542);transform-origin:0 0}
a{color:inherit}
.files{columns:2;padding-left:1.1rem;font-size:.9rem}
.intact,.broken{padding:.5rem .8rem;border:1px solid currentColor}
.intact{color:#14532d}
.broken{color:#991b1b}
@media screen and (max-width:46rem){dl div{grid-template-columns:1fr}td:first-child{width:38%}.files{columns:1}.seen{height:40rem}iframe{width:100%;height:100%;transform:none}}
@media print{body{max-width:none;margin:0;padding:0;font-size:10.5pt}h2{margin-top:1.7rem}h3{margin-top:1.2rem}a{text-decoration:none}.seen{height:805px;break-inside:avoid}iframe{transform:scale(.5)}pre{background:none;border:1px solid #999}}
`;
