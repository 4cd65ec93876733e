// Folding, as `qaim list` compares words: NFKD, marks dropped, case folded, signs to spaces.

const APOSTROPHES = /['’‘‛ʼʻ`´ʹ′ʿʾ＇]/g;
const SPACELESS = /[\u2E80-\u9FFF\uF900-\uFAFF\u{20000}-\u{3FFFF}]/u;
const FOLDED = new Map();

// Normalisation moves a combining mark in front of one of the highest class, and nothing else.
const isCombining = c => c === "\u0345" || `a\u0345${c}`.normalize("NFD") !== `a\u0345${c.normalize("NFD")}`;

function foldCharacter(c) {
  let folded = FOLDED.get(c);
  if (folded === undefined) {
    if (isCombining(c) || /[\p{Cf}\p{Me}]/u.test(c)) folded = "";
    else if (SPACELESS.test(c)) folded = ` ${c} `;
    else folded = /[\p{L}\p{N}\p{M}]/u.test(c) ? c : " ";
    FOLDED.set(c, folded);
  }
  return folded;
}

function fold(text) {
  let folded = text.replace(APOSTROPHES, "");
  if (/[^\x00-\x7f]/.test(folded)) {
    folded = folded.normalize("NFKD").toLowerCase().replace(/ß/g, "ss").replace(/ς/g, "σ")
      .normalize("NFKD");
    folded = Array.from(folded, foldCharacter).join("");
  } else {
    folded = folded.toLowerCase().replace(/[^a-z0-9]/g, " ");
  }
  return folded.split(" ").filter(Boolean).join(" ");
}

// Texts as one string to search: each word between spaces, each text ended by a bar.
const haystack = texts => ` ${texts.map(fold).join(" | ")} `;
const hasWord = (words, beginning) => words.includes(` ${beginning}`);
const hasPhrase = (words, phrase) => words.includes(` ${phrase} `);
