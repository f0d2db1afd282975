import { dirname, isAbsolute, join, relative, sep } from 'node:path';
import { faultOf } from './walls.mjs';

const ROOT = dirname(import.meta.dirname ?? new URL('.', import.meta.url).pathname.replace(/\/$/, ''));
const isTest = (/** @type {string} */ file) => /\.test\.tsx?$/.test(file) || file.includes('/testing/') || file.includes('/dev/');

/** Path from the root with forward slashes. A tree under test may stand elsewhere: SIDETONE_LINT_ROOT names it. @param {string} file */
function fromRoot(file) {
  const root = process.env.SIDETONE_LINT_ROOT ?? ROOT;
  return (isAbsolute(file) ? relative(root, file) : file).split(sep).join('/');
}

/** @param {any} node */
const isTypeOnly = (node) =>
  node.importKind === 'type' || node.exportKind === 'type' || (node.specifiers?.length > 0 && node.specifiers.every((/** @type {any} */ one) => one.importKind === 'type'));

const walls = {
  meta: { type: 'problem', docs: { description: 'Holds the import matrix of lint/walls.mjs.' } },
  create(/** @type {any} */ context) {
    const file = fromRoot(context.filename ?? context.getFilename());
    if (isTest(file)) return {};
    const check = (/** @type {any} */ node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const local = specifier.startsWith('.');
      const target = local ? join(dirname(file), specifier.split('?')[0] ?? '').split(sep).join('/') : specifier;
      const fault = faultOf(file, target, { relative: local, typeOnly: isTypeOnly(node) });
      if (fault) context.report({ node, message: fault });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};

const noBarrels = {
  meta: { type: 'problem', docs: { description: 'A file that only hands on what others export hides where things live.' } },
  create(/** @type {any} */ context) {
    const report = (/** @type {any} */ node) => node.source && context.report({ node, message: 'Import it from the file that defines it.' });
    return { ExportAllDeclaration: report, ExportNamedDeclaration: report };
  },
};

const noRawHtml = {
  meta: { type: 'problem', docs: { description: 'Transcripts, summaries and payloads are untrusted: they become text nodes.' } },
  create(/** @type {any} */ context) {
    const banned = new Set(['dangerouslySetInnerHTML', 'innerHTML', 'outerHTML', 'insertAdjacentHTML', 'srcdoc', 'srcDoc']);
    const message = 'Untrusted text becomes a text node, never markup.';
    return {
      JSXAttribute: (/** @type {any} */ node) => banned.has(node.name?.name) && context.report({ node, message }),
      MemberExpression: (/** @type {any} */ node) => banned.has(node.property?.name) && context.report({ node, message }),
    };
  },
};

export default { meta: { name: 'house' }, rules: { walls, 'no-barrels': noBarrels, 'no-raw-html': noRawHtml } };
