import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const here = fileURLToPath(new URL('.', import.meta.url));

/** The renderer on an in-memory main, in a plain browser. For looking at it only: the app is never built from here. */
export default defineConfig({
  root: here,
  plugins: [react()],
  server: { port: 5199, strictPort: true, fs: { allow: [fileURLToPath(new URL('../..', import.meta.url))] } },
  cacheDir: fileURLToPath(new URL('../../node_modules/.vite-renderer-dev', import.meta.url)),
});
