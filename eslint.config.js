// Who may import whom, and the few habits that a rule can keep. Layout is prettier's, types are the compiler's.
import importX from 'eslint-plugin-import-x'
import { createTypeScriptImportResolver } from 'eslint-import-resolver-typescript'
import vue from 'eslint-plugin-vue'
import tseslint from 'typescript-eslint'
import vueParser from 'vue-eslint-parser'

const electronMessage = 'Only src/main and src/preload know Electron.'
const nodeMessage = 'This folder also runs where there is no Node.'

/** Packages a folder must not import, for `no-restricted-imports`. */
function forbid(...groups) {
  return { 'no-restricted-imports': ['error', { patterns: groups }] }
}
const electron = { group: ['electron', 'electron/*'], message: electronMessage }
const node = { group: ['node:*'], message: nodeMessage }
const sqlite = { group: ['better-sqlite3'], message: 'SQL lives in src/core/store.' }
const ws = { group: ['ws'], message: 'Sockets live in src/core/adp and src/server.' }
const libraries = (...allowed) => ({
  regex: `^(?!${allowed.map((name) => name.replaceAll('/', '\\/')).join('|')}|\\.|#)`,
  message: `Only ${allowed.join(', ')} may be imported here.`,
})

/** `target` must not import from any of `from`. */
const zones = [
  ['src/shared', ['src/core', 'src/main', 'src/preload', 'src/server', 'src/renderer', 'src/simulator']],
  ['src/core', ['src/main', 'src/preload', 'src/server', 'src/renderer', 'src/simulator']],
  ['src/core/adp', ['src/core/store', 'src/core/engine']],
  ['src/core/store', ['src/core/adp', 'src/core/engine', 'src/core/worker']],
  ['src/core/worker', ['src/core/engine']],
  ['src/main', ['src/renderer', 'src/preload', 'src/server']],
  ['src/server', ['src/main', 'src/renderer', 'src/preload']],
  ['src/preload', ['src/core', 'src/main', 'src/server', 'src/renderer', 'src/simulator']],
  ['src/renderer', ['src/core', 'src/main', 'src/server', 'src/preload', 'src/simulator']],
  ['src/simulator', ['src/core', 'src/main', 'src/server', 'src/preload', 'src/renderer', 'src/shared']],
].map(([target, from]) => ({ target: `./${target}`, from: from.map((folder) => `./${folder}`) }))

export default tseslint.config(
  { ignores: ['out/', '.cache/', 'node_modules/', 'test-results/', 'playwright-report/'] },
  ...tseslint.configs.recommended,
  ...vue.configs['flat/recommended'],
  {
    files: ['**/*.vue'],
    languageOptions: { parser: vueParser, parserOptions: { parser: tseslint.parser } },
    rules: {
      'vue/multi-word-component-names': ['error', { ignores: ['App'] }],
      'vue/no-v-html': 'error',
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-props-declaration': ['error', 'type-based'],
      'vue/html-self-closing': 'off',
      'vue/max-attributes-per-line': 'off',
      'vue/singleline-html-element-content-newline': 'off',
      'vue/html-indent': 'off',
      'vue/html-closing-bracket-newline': 'off',
      'vue/first-attribute-linebreak': 'off',
      'vue/multiline-html-element-content-newline': 'off',
      'vue/attributes-order': 'off',
      'vue/require-default-prop': 'off',
    },
  },
  {
    plugins: { 'import-x': importX },
    settings: {
      'import-x/resolver-next': [
        createTypeScriptImportResolver({ project: './tsconfig.json', noWarnOnMultipleProjects: true }),
      ],
    },
    rules: {
      'no-console': 'error',
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'JSON', property: 'parse', message: 'Untrusted text is parsed by shared/parse-json.ts.' },
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML|insertAdjacentHTML)$/]',
          message: 'Text from the service never becomes HTML; render virtual nodes.',
        },
      ],
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'import-x/no-default-export': 'error',
      'import-x/no-cycle': 'error',
      'import-x/no-restricted-paths': ['error', { zones }],
    },
  },
  {
    files: ['src/shared/**'],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: forbid(electron, node, libraries('zod$')),
  },
  {
    files: [
      'src/shared/parse-json.ts',
      'src/simulator/**',
      'build/**',
      'e2e/**',
      'bench/**',
      'test/**',
      '**/*.test.ts',
    ],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    files: ['src/core/adp/**'],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: forbid(electron, sqlite, libraries('node:', 'zod$', 'ws$', 'eventsource-parser')),
  },
  {
    files: ['src/core/store/**'],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: forbid(electron, ws, libraries('node:', 'zod$', 'better-sqlite3$')),
  },
  {
    files: ['src/core/engine/**'],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: {
      ...forbid(electron, ws, sqlite, libraries('node:', 'zod$')),
      'import-x/no-restricted-paths': [
        'error',
        {
          zones: [
            ...zones,
            {
              target: './src/core/engine',
              from: './src/core/adp',
              except: ['./client.ts', './cloud'],
              message: 'The engine sees the ADP client, not what is behind it.',
            },
          ],
        },
      ],
    },
  },
  {
    files: ['src/main/**'],
    ignores: ['src/main/ipc-host.ts', '**/*.test.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'electron',
              importNames: ['ipcMain'],
              message: 'Raw IPC lives in ipc-host.ts, which checks the sender.',
            },
          ],
        },
      ],
    },
  },
  { files: ['src/server/**'], ignores: ['**/*.test.ts', '**/test-*.ts'], rules: forbid(electron, sqlite) },
  {
    files: ['src/preload/**'],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: forbid(node, libraries('electron$')),
  },
  {
    files: ['src/renderer/**'],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: forbid(electron, node, sqlite, ws),
  },
  {
    files: ['src/simulator/**'],
    ignores: ['**/*.test.ts', '**/test-*.ts'],
    rules: forbid(electron, libraries('node:', 'ws$')),
  },
  {
    // Tests may stand where two folders meet, such as the client and the simulator; and all of them run.
    files: ['**/*.test.ts', '**/*.fault.ts', '**/*.spec.ts'],
    rules: {
      'import-x/no-restricted-paths': 'off',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(only|todo)$/]',
          message: 'Every test runs.',
        },
        {
          selector: 'MemberExpression[object.name=/^(it|describe)$/][property.name="skip"]',
          message: 'Every test runs.',
        },
      ],
    },
  },
  {
    files: ['*.config.{ts,js}', 'e2e/say-what-is-skipped.ts', '**/*.vue', '**/*.d.ts'],
    rules: { 'import-x/no-default-export': 'off' },
  },
  {
    files: [
      'build/**',
      'src/simulator/main.ts',
      'bench/**',
      'e2e/**',
      'src/server/index.ts',
      '**/*.test.ts',
      'test/**',
    ],
    rules: { 'no-console': 'off' },
  },
)
