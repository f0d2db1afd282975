import type { CSSVariablesResolver } from '@mantine/core';

/** Semantic colours as [light, dark]; every style sheet reads them as `--st-<name>`. */
export const semanticColors: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  canvas: ['#F3F4F6', '#0D0F12'],
  surface: ['#FFFFFF', '#15171B'],
  sunken: ['#F9FAFB', '#121317'],
  hover: ['#EFF0F3', '#1D1F24'],
  press: ['#E4E6EA', '#272A2F'],
  line: ['#E0E2E5', '#27292E'],
  'line-2': ['#CED1D6', '#36393F'],
  ctl: ['#84888F', '#71757C'],
  text: ['#161A1F', '#E8E9EC'],
  'text-2': ['#484C54', '#BBBEC3'],
  'text-3': ['#60656D', '#989BA2'],
  ghost: ['#BBBEC2', '#4A4D53'],
  accent: ['#425AD1', '#5064DD'],
  'accent-hover': ['#3145AD', '#576CE2'],
  'accent-text': ['#364BC5', '#A1B0FE'],
  'accent-tint': ['#EAF0FF', '#1D2235'],
  'accent-line': ['#A7BBF9', '#3C4B94'],
  'on-accent': ['#FFFFFF', '#FFFFFF'],
  agent: ['#04636B', '#77CED8'],
  'agent-wave': ['#0B919D', '#38B1BD'],
  'agent-tint': ['#E7F6F8', '#112123'],
  cust: ['#8B3186', '#E4ABDE'],
  'cust-wave': ['#B555AE', '#C176BB'],
  'cust-tint': ['#FBEFF9', '#271A26'],
  good: ['#0B6834', '#7CD595'],
  'good-mark': ['#18924D', '#4BB870'],
  'good-tint': ['#E0F7E5', '#132A1A'],
  warn: ['#834E02', '#EDBB6A'],
  'warn-mark': ['#C47B07', '#DFA03C'],
  'warn-tint': ['#FFEFD5', '#32230C'],
  bad: ['#B31C21', '#F8928B'],
  'bad-mark': ['#D73434', '#EE5955'],
  'bad-tint': ['#FFECEA', '#361C1B'],
  hatch: ['rgb(90 98 112 / .16)', 'rgb(170 178 192 / .13)'],
  scrim: ['rgb(16 20 28 / .32)', 'rgb(4 5 8 / .58)'],
  float: ['#FFFFFF', '#1D1F24'],
  shadow: [
    '0 0 0 1px rgb(16 20 28 / .08), 0 8px 24px -6px rgb(16 20 28 / .18)',
    '0 0 0 1px rgb(255 255 255 / .09), 0 12px 32px -6px rgb(0 0 0 / .6)',
  ],
};

/** Mantine's own variables, pointed at ours so that its components follow the same palette. */
const mantineAliases: Readonly<Record<string, string>> = {
  '--mantine-color-body': 'surface',
  '--mantine-color-default': 'surface',
  '--mantine-color-text': 'text',
  '--mantine-color-bright': 'text',
  '--mantine-color-default-color': 'text',
  '--mantine-color-dimmed': 'text-3',
  '--mantine-color-placeholder': 'text-3',
  '--mantine-color-default-hover': 'hover',
  '--mantine-color-default-border': 'line-2',
  '--mantine-color-anchor': 'accent-text',
  '--mantine-color-error': 'bad',
  '--mantine-color-success': 'good',
  '--mantine-color-disabled': 'press',
  '--mantine-color-disabled-color': 'text-3',
  '--mantine-color-disabled-border': 'line-2',
  '--mantine-primary-color-filled': 'accent',
  '--mantine-primary-color-filled-hover': 'accent-hover',
  '--mantine-primary-color-contrast': 'on-accent',
  '--mantine-primary-color-light': 'accent-tint',
  '--mantine-primary-color-light-hover': 'accent-tint',
  '--mantine-primary-color-light-color': 'accent-text',
};

const forScheme = (index: 0 | 1): Record<string, string> => {
  const variables: Record<string, string> = {};
  for (const [name, pair] of Object.entries(semanticColors)) variables[`--st-${name}`] = pair[index];
  for (const [name, target] of Object.entries(mantineAliases)) variables[name] = `var(--st-${target})`;
  return variables;
};

/** Writes all `--st-*` variables for both schemes. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: forScheme(0),
  dark: forScheme(1),
});
