#!/usr/bin/env node
// Stands in for fpm, which electron-builder would download: takes the arguments that electron-builder gives it and calls
// dpkg-deb or rpmbuild. Used for test packages on machines without GitHub; release machines use fpm itself.
import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';

const VALUELESS = new Set(['--force', '--debug', '--verbose']);

/** @param {string[]} args */
function parse(args) {
  /** @type {Record<string, string[]>} */
  const options = {};
  /** @type {string[]} */
  const paths = [];
  for (let i = 0; i < args.length; i += 1) {
    const arg = args[i] ?? '';
    if (!arg.startsWith('-')) paths.push(arg);
    else if (!VALUELESS.has(arg)) {
      const [name = '', inline] = arg.split(/=(.*)/s);
      (options[name] ??= []).push(inline ?? args[(i += 1)] ?? '');
    }
  }
  return { options, paths };
}

const { options, paths } = parse(process.argv.slice(2));
const one = (/** @type {string} */ name, fallback = '') => options[name]?.[0] ?? fallback;
const target = one('-t');
const output = resolve(one('--package') || one('-p'));
const stage = mkdtempSync(join(tmpdir(), 'sidetone-pack-'));
try {
  for (const mapping of paths) {
    const [from = '', to = ''] = mapping.split('=');
    mkdirSync(dirname(join(stage, to)), { recursive: true });
    cpSync(from.replace(/\/$/, ''), join(stage, to.replace(/\/$/, '')), { recursive: true, verbatimSymlinks: true });
  }
  if (target === 'deb') makeDeb();
  else if (target === 'rpm') makeRpm();
  else throw new Error(`no stand-in for fpm -t ${target}`);
} finally {
  rmSync(stage, { recursive: true, force: true });
}

function makeDeb() {
  const control = join(stage, 'DEBIAN');
  mkdirSync(control, { recursive: true });
  const fields = {
    Package: one('--name'),
    Version: one('--version'),
    Architecture: one('--architecture', 'amd64'),
    Maintainer: one('--maintainer'),
    Section: one('--category', 'default'),
    Priority: 'optional',
    Homepage: one('--url'),
    Depends: (options['--depends'] ?? options['-d'] ?? []).join(', '),
    Description: one('--description').replaceAll('\n', '\n '),
  };
  writeFileSync(join(control, 'control'), `${Object.entries(fields).filter(([, value]) => value).map(([name, value]) => `${name}: ${value}`).join('\n')}\n`);
  for (const [option, name] of [['--after-install', 'postinst'], ['--after-remove', 'postrm']]) {
    if (!one(option ?? '')) continue;
    writeFileSync(join(control, name ?? ''), readFileSync(one(option ?? '')));
    chmodSync(join(control, name ?? ''), 0o755);
  }
  execFileSync('dpkg-deb', ['--root-owner-group', '-Zxz', '-z1', '--build', stage, output], { stdio: 'inherit' });
}

function makeRpm() {
  const spec = join(stage, '..', `${one('--name')}-${process.pid}.spec`);
  const top = mkdtempSync(join(tmpdir(), 'sidetone-rpm-'));
  writeFileSync(
    spec,
    `Name: ${one('--name')}\nVersion: ${one('--version').replaceAll('-', '~')}\nRelease: 1\nSummary: ${one('--description').split('\n')[0]}\nLicense: ${one('--license', 'Proprietary')}\nAutoReqProv: no\n%description\n${one('--description')}\n%files\n/opt\n/usr\n`,
  );
  const flags = ['_topdir ' + top, '_build_id_links none', '__os_install_post %{nil}', '_binary_payload w1.gzdio'].flatMap((flag) => ['--define', flag]);
  execFileSync('rpmbuild', ['-bb', '--buildroot', stage, ...flags, spec], { stdio: ['ignore', 'ignore', 'inherit'] });
  execFileSync('sh', ['-c', `mv "$0"/RPMS/*/*.rpm "$1"`, top, output]);
  rmSync(top, { recursive: true, force: true });
  rmSync(spec, { force: true });
}
