// Who may import whom. The table is the whole of it: the rules below, the per-layer tsconfigs and
// test/unit/layers are checked against it, and a source file that no row covers fails a test.
import { fileURLToPath } from 'node:url'
import importX, { createNodeResolver } from 'eslint-plugin-import-x'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'

const root = fileURLToPath(new URL('.', import.meta.url))

const PURE = ['yjs', 'zod', 'libsodium-wrappers-sumo', 'lib0', 'y-protocols', '@scure/bip39', 'temporal-polyfill']
const PAGE = [
  'yjs', 'y-protocols', 'lib0', 'vue', 'vue-i18n', 'pinia', 'reka-ui', 'dockview-core', '@tiptap', '@tanstack',
  '@phosphor-icons', '@fontsource', '@fontsource-variable', 'qr', 'temporal-polyfill', '@handlewithcare',
]
const NODE_CORE = [...PURE, 'ws', 'lowdb', 'node:']

/**
 * @typedef {object} Layer
 * @property {string} folder Path from the root, no slash at the end.
 * @property {readonly string[]} layers Folders or files it may import, beside itself.
 * @property {readonly string[] | null} packages Packages it may import (`node:` for Node's own), null for any.
 * @property {'none' | 'node' | 'page' | 'any'} runtime Whose globals it may touch.
 */

/** Who may import whom. A file belongs to the row with the longest folder that holds it. @type {readonly Layer[]} */
export const layers = [
  { folder: 'shared/base', layers: [], packages: PURE, runtime: 'none' },
  { folder: 'shared/acts', layers: ['shared/base'], packages: PURE, runtime: 'none' },
  { folder: 'shared/domain', layers: ['shared/base', 'shared/acts'], packages: PURE, runtime: 'none' },
  ...['document', 'protocol', 'formats'].map((name) => ({
    folder: `shared/${name}`, layers: ['shared'], packages: PURE, runtime: /** @type {const} */ ('none'),
  })),
  { folder: 'electron/host', layers: ['shared'], packages: [...NODE_CORE, 'sodium-native', 'age-encryption', '@scure/base', 'fflate'], runtime: 'node' },
  // The link's peers run in Node and in a hidden page, so only its Node side may touch Node.
  {
    folder: 'electron/link/peers', layers: ['shared', 'electron/link'], packages: [...PURE, 'y-webrtc', 'simple-peer'],
    runtime: 'any',
  },
  {
    folder: 'electron/link/page', layers: ['shared', 'electron/link'], packages: [...PURE, 'y-webrtc'],
    runtime: 'page',
  },
  {
    folder: 'electron/link', layers: ['shared'], packages: [...NODE_CORE, 'y-webrtc', '@roamhq/wrtc'],
    runtime: 'node',
  },
  { folder: 'electron/main', layers: ['shared'], packages: ['electron', 'node:'], runtime: 'node' },
  { folder: 'electron/preload', layers: [], packages: ['electron'], runtime: 'any' },
  {
    folder: 'electron/cli', layers: ['shared', 'electron/host/index.ts', 'electron/host/contract'],
    packages: ['ws', 'node:'], runtime: 'node',
  },
  {
    folder: 'electron/start', layers: ['shared', 'electron/cli/index.ts'], packages: ['node:', 'vite', '@vitejs/plugin-vue'],
    runtime: 'node',
  },
  { folder: 'renderer/ui', layers: ['shared/base'], packages: PAGE, runtime: 'page' },
  { folder: 'renderer', layers: ['shared'], packages: PAGE, runtime: 'page' },
  { folder: 'test', layers: ['shared', 'electron', 'renderer', 'eslint.config.js'], packages: null, runtime: 'any' },
]

const tops = ['shared', 'electron', 'renderer', 'test']
const source = '{js,mjs,ts,mts,vue}'

/** Files at the top that configure the tools. */
export const rootFiles = ['eslint.config.js', 'electron.vite.config.ts', 'vitest.config.ts']

/** The layer a path from the root lies in, if any. */
export const layerOf = (path) => layers
  .filter((layer) => inside(path, layer.folder))
  .sort((a, b) => b.folder.length - a.folder.length)[0]

const inside = (path, folder) => path === folder || path.startsWith(`${folder}/`)

/** Everything a layer may not reach, as folders with exceptions. */
function zonesOf({ folder, layers: allowed }) {
  return tops.filter((top) => !allowed.includes(top)).map((top) => ({
    target: `./${folder}`,
    from: `./${top}`,
    except: [...allowed, folder].filter((path) => inside(path, top)).map((path) => `.${path.slice(top.length)}`),
    message: `${folder} may import only: ${[folder, ...allowed].join(', ')}.`,
  }))
}

const escaped = (text) => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

/** Matches every package name that is not on the list; relative paths and the project's own aliases pass. */
function foreignPackages(packages) {
  const own = ['\\.', '#(?:shared|host|link)\\/']
  const named = packages.map((name) => (name.endsWith(':') ? escaped(name) : `${escaped(name)}(?:$|\\/)`))
  return `^(?!${[...own, ...named].join('|')})`
}

const PAGE_ONLY = ['window', 'document', 'navigator', 'location', 'localStorage', 'sessionStorage', 'indexedDB', 'alert']
const NODE_ONLY = ['process', 'Buffer', 'require', '__dirname', '__filename', 'module', 'exports', 'setImmediate']

function globalRules(runtime) {
  const ban = (names, where) => ['error', ...names.map((name) => ({ name, message: `Not in ${where}.` }))]
  if (runtime === 'node') return { 'no-restricted-globals': ban(PAGE_ONLY, 'code that runs in Node') }
  if (runtime === 'page') return { 'no-restricted-globals': ban(NODE_ONLY, 'code that runs in a page') }
  if (runtime === 'none') {
    const known = ['fetch', 'crypto', 'console', 'performance', 'setTimeout', 'setInterval', 'queueMicrotask', 'globalThis']
    return { 'no-restricted-globals': ban([...PAGE_ONLY, ...NODE_ONLY, ...known], 'shared, which belongs to no runtime') }
  }
  return {}
}

/** Time and randomness come in as arguments. */
const CLOCKLESS = [
  { selector: 'CallExpression[callee.object.name="Date"][callee.property.name="now"]', message: 'Take the time as an argument.' },
  { selector: 'NewExpression[callee.name="Date"][arguments.length=0]', message: 'Take the time as an argument.' },
  { selector: 'MemberExpression[object.name="Math"][property.name="random"]', message: 'Take randomness as an argument.' },
]

function layerRules(layer) {
  const { packages, runtime, folder } = layer
  const syntax = runtime === 'none' ? [...CLOCKLESS] : []
  const rules = { ...globalRules(runtime) }
  if (packages) {
    const regex = foreignPackages(packages)
    const message = `${folder} may use only: ${packages.join(', ')}.`
    rules['no-restricted-imports'] = ['error', { patterns: [{ regex, message }] }]
    syntax.push(
      { selector: `ImportExpression[source.value=/${regex}/]`, message },
      { selector: `TSImportType[source.value=/${regex}/]`, message },
    )
  }
  if (syntax.length > 0) rules['no-restricted-syntax'] = ['error', ...syntax]
  return {
    name: `layer ${folder}`,
    files: [`${folder}/**/*.${source}`],
    // A subfolder with a row of its own answers for itself.
    ignores: layers.filter((other) => other !== layer && inside(other.folder, folder)).map((other) => `${other.folder}/**`),
    rules: {
      ...rules,
      'import-x/no-restricted-paths': ['error', { basePath: root, zones: zonesOf(layer) }],
    },
  }
}

export default tseslint.config(
  { ignores: ['node_modules/', 'out/', '.cache/', 'coverage/', 'test-results/', 'test/e2e/shots/'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    name: 'everywhere',
    files: [`**/*.${source}`],
    plugins: { 'import-x': importX },
    languageOptions: { ecmaVersion: 2025, sourceType: 'module' },
    settings: {
      'import-x/resolver-next': [createNodeResolver({ extensions: ['.ts', '.vue', '.js'] })],
      'import-x/parsers': { '@typescript-eslint/parser': ['.ts', '.mts'] },
    },
    rules: {
      'import-x/no-cycle': ['error', { ignoreExternal: true }],
      'import-x/no-self-import': 'error',
      'import-x/no-duplicates': 'error',
      'eqeqeq': 'error',
      'no-eval': 'error',
      'no-implied-eval': 'error',
      'no-new-func': 'error',
      'max-lines': ['error', { max: 400, skipBlankLines: true, skipComments: true }],
      '@typescript-eslint/consistent-type-imports': ['error', { disallowTypeAnnotations: false }],
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrorsIgnorePattern: '^_' }],
    },
  },
  {
    // A promise nobody waits for hides its failure, or ends the process with it.
    name: 'promises',
    files: ['electron/**/*.ts', 'shared/**/*.ts'],
    ignores: ['shared/runtime.d.ts'],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: root } },
    rules: {
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
    },
  },
  {
    name: 'vue templates',
    files: ['**/*.vue'],
    languageOptions: { parserOptions: { parser: tseslint.parser } },
    rules: {
      // A strict content security policy blocks style attributes that come as text, and large static templates do.
      'vue/no-static-inline-styles': ['error', { allowBinding: true }],
      'vue/no-v-html': 'error',
      // Every word that is shown stands in renderer/locales. A command as it is typed is none.
      'vue/no-bare-strings-in-template': ['error', { allowlist: ['parley open', ...'·.,:;()[]{}/+-–—…%&#“”‘’→×'] }],
      'vue/multi-word-component-names': 'off',
      'vue/require-default-prop': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/html-self-closing': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/attributes-order': 'off',
      'no-undef': 'off',
    },
  },
  ...layers.map(layerRules),
  { name: 'the clock itself', files: ['shared/base/clock.ts'], rules: { 'no-restricted-syntax': 'off' } },
)
