import { FONT } from "./looks.ts";

/** Only inside `.liqa`, since a notebook's outputs share one page. */
export const STYLE = `
.liqa{max-width:880px;padding:10px 12px;border:1px solid #e2dfd6;border-radius:10px;background:#fff;color:#1d2433;font:400 14px/1.7 ${FONT};text-align:start;color-scheme:light}
.liqa h4{margin:0 0 6px;font-size:15px;font-weight:600;color:inherit}
.liqa p,.liqa li,.liqa dd,.liqa dt,.liqa blockquote,.liqa h4{text-align:start;unicode-bidi:plaintext}
.liqa p{margin:4px 0;color:inherit}
.liqa svg{display:block;width:100%;height:auto}
.liqa svg text{user-select:none}
.liqa-picture{position:relative}
.liqa-tools{position:absolute;inset-block-start:8px;inset-inline-end:8px;display:flex;gap:4px}
.liqa-tools[hidden]{display:none}
.liqa-tools button{width:28px;height:28px;padding:0;border:1px solid #8b8f98;border-radius:6px;background:#fff;color:#1d2433;font:inherit;line-height:1;cursor:pointer}
.liqa-caption{color:#565f70;font-size:13px}
.liqa summary{cursor:pointer;font-weight:500}
.liqa-list,.liqa-proof{margin:6px 0;padding-inline-start:26px;max-height:320px;overflow:auto}
.liqa-proof{max-height:none}
.liqa li{margin:4px 0;color:inherit}
.liqa blockquote{margin:2px 0 6px;padding:2px 10px;border:0;border-inline-start:3px solid #ffd257;background:#fffaf0;color:inherit;font-size:13.5px}
.liqa cite{display:block;color:#565f70;font:12px ui-monospace,monospace;text-align:end}
.liqa-chip{display:inline-block;margin:0 3px;padding:0 9px;border-radius:99px;background:#e6f0fa;color:#0b4a86;font-size:12.5px}
.liqa-chip[data-tone=hollow]{background:#fdf1d8;color:#7a5200}
.liqa-chip[data-tone=crossed]{background:#fdecea;color:#a3261b}
.liqa dl{display:grid;grid-template-columns:max-content 1fr;gap:2px 14px;margin:6px 0}
.liqa dt{color:#565f70;font-weight:400}
.liqa dd{margin:0}
.liqa-text{white-space:pre-line;margin:6px 0;padding:4px 12px;border-inline-start:3px solid #e2dfd6}
.liqa mark{padding:1px 0;background:#ffe9a8;color:inherit;cursor:pointer}
.liqa mark.liqa-on{background:#ffd257}
.liqa u{text-decoration:none;border-block-end:2px solid currentcolor}
.liqa-node{cursor:pointer}
.liqa-node:focus{outline:none}
.liqa-node:focus>:not(title),.liqa-node.liqa-on>:not(title){stroke:#b87900;stroke-width:3.5}
.liqa svg.liqa-lit .liqa-node:not(.liqa-near),.liqa svg.liqa-lit .liqa-name:not(.liqa-near),.liqa svg.liqa-lit line:not(.liqa-near){opacity:.15}
`;
