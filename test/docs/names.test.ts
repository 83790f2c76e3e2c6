import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { SCENES } from '../../src/sandbox/scenes/scenes.ts';
import { DOCUMENTS, ROOT } from './documents.ts';

const { scripts } = JSON.parse(readFileSync(`${ROOT}package.json`, 'utf8'));
const FILES = ['src', 'test'].flatMap((folder) =>
  readdirSync(`${ROOT}${folder}`, { recursive: true, encoding: 'utf8' }),
);
const NAMES = new Set(FILES.map((file) => basename(file)));

describe.each(DOCUMENTS.map((document) => [document.path, document.text] as const))(
  '%s names only what there is:',
  (path, text) => {
    test('files and folders', () => {
      const paths = [...text.matchAll(/(?<![\w/.:-])(?:src|test|docs|\.ci)\/[\w./-]*[\w/]/g)];
      expect(paths.map(([each]) => each).filter((each) => !existsSync(`${ROOT}${each}`))).toEqual(
        [],
      );
    });

    test('source files by their name alone', () => {
      const names = [...text.matchAll(/(?<![\w/.-])[\w-]+(?:\.test)?\.tsx?(?!\w)/g)];
      expect(names.map(([each]) => each).filter((each) => !NAMES.has(each))).toEqual([]);
    });

    test('scripts of package.json', () => {
      const named = [...text.matchAll(/npm (?:run (?:--silent )?)([a-z][\w:-]*)/g)];
      expect(
        named.map(([, script = '']) => script).filter((script) => !(script in scripts)),
      ).toEqual([]);
    });

    test('links to files and headings', () => {
      const links = [...text.matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = '']) => link);
      expect(links.filter((link) => !leadsSomewhere(path, link))).toEqual([]);
    });

    test('scenes of the sandbox', () => {
      const known = SCENES.map(({ id }) => id);
      const scenes = [...text.matchAll(/\?scene=([\w-]+)/g)].map(([, scene = '']) => scene);
      expect(scenes.filter((scene) => !known.includes(scene))).toEqual([]);
    });

    test('pictures', () => {
      const pictures = [...text.matchAll(/(?:src|srcset)="(?!https?:)([^"]+)"/g)];
      const there = (picture: string) => existsSync(join(ROOT, dirname(path), picture));
      expect(pictures.map(([, picture = '']) => picture).filter((each) => !there(each))).toEqual(
        [],
      );
    });
  },
);

function leadsSomewhere(from: string, link: string): boolean {
  const [file = '', heading] = link.split('#');
  const target = file === '' ? from : join(dirname(from), file);
  if (!existsSync(`${ROOT}${target}`)) return false;
  return heading === undefined || headingsOf(target).includes(heading);
}

/** As GitHub makes anchors of headings. */
function headingsOf(path: string): readonly string[] {
  const text = readFileSync(`${ROOT}${path}`, 'utf8');
  return [...text.matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}
