import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { semanticColors } from './css-variables.ts';

const page = readFileSync(join(import.meta.dirname, '../../index.html'), 'utf8');

describe('the first bar, drawn before any script', () => {
  it.each(['canvas', 'line', 'text'] as const)('has the theme’s %s in light and dark', (name) => {
    const [light = '', dark = ''] = semanticColors[name] ?? [];
    expect(page).toContain(`light-dark(${light}, ${dark})`.toLowerCase());
  });
});
