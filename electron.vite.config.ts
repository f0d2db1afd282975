import { resolve } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

/** The older of the two runtimes that the app runs on (docs/adr/0002) sets the targets. */
const NODE_TARGET = 'node20.18';
const CHROME_TARGET = 'chrome130';

/**
 * The stylesheet after the first bar, so that the bar is drawn without waiting for it; the scripts still wait. The
 * font of the list is on its way from the start, or the list would be laid out twice.
 */
const barBeforeStyles: Plugin = {
  name: 'bar-before-styles',
  transformIndexHtml: {
    order: 'post',
    handler: (html, { bundle }) => {
      const font = Object.keys(bundle ?? {}).find((name) => name.includes('inter-latin-wght'));
      const preload = `<link rel="preload" as="font" type="font/woff2" crossorigin href="./${font}">`;
      const [link = ''] = /\s*<link rel="stylesheet"[^>]*>/.exec(html) ?? [];
      return html.replace(link, '').replace('</head>', `${preload}</head>`).replace('</body>', `${link}</body>`);
    },
  },
};

export default defineConfig({
  main: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/main',
      sourcemap: true,
      // One file loads faster than zod's many.
      externalizeDeps: { exclude: ['zod'] },
      rolldownOptions: {
        input: {
          index: resolve('electron/main/index.ts'),
          workspace: resolve('electron/workspace/index.ts'),
          store: resolve('electron/store/index.ts'),
          peaks: resolve('electron/peaks/index.ts'),
          'import-worker': resolve('electron/import-worker/index.ts'),
          'import-command': resolve('electron/import-command/index.ts'),
        },
      },
    },
  },
  preload: {
    build: {
      target: NODE_TARGET,
      outDir: 'out/preload',
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: resolve('electron/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'renderer',
    plugins: [react(), barBeforeStyles],
    build: {
      target: CHROME_TARGET,
      minify: true,
      outDir: 'out/renderer',
      rolldownOptions: { input: resolve('renderer/index.html') },
    },
  },
});
