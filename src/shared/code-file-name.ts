// Owns the name under which code of an answer is saved as a file: by its language, so that other programs know it. What would
// run by itself when somebody opens it is saved as text, and says so in its name.
import { isRunByItself } from './run-by-itself.ts'

/** By what a language is called at the beginning of a block of code. */
const extensions: Readonly<Record<string, string>> = {
  bash: 'sh',
  bat: 'bat',
  batch: 'bat',
  c: 'c',
  'c#': 'cs',
  'c++': 'cpp',
  cmd: 'cmd',
  cpp: 'cpp',
  csharp: 'cs',
  css: 'css',
  csv: 'csv',
  diff: 'diff',
  dockerfile: 'dockerfile',
  go: 'go',
  html: 'html',
  java: 'java',
  // `.js` is a script of Windows itself.
  javascript: 'mjs',
  js: 'mjs',
  json: 'json',
  jsx: 'jsx',
  kotlin: 'kt',
  latex: 'tex',
  lua: 'lua',
  markdown: 'md',
  md: 'md',
  mermaid: 'mmd',
  php: 'php',
  powershell: 'ps1',
  py: 'py',
  python: 'py',
  r: 'r',
  ruby: 'rb',
  rust: 'rs',
  scala: 'scala',
  sh: 'sh',
  shell: 'sh',
  sql: 'sql',
  svg: 'svg',
  swift: 'swift',
  toml: 'toml',
  ts: 'ts',
  tsx: 'tsx',
  typescript: 'ts',
  vbscript: 'vbs',
  vue: 'vue',
  xml: 'xml',
  yaml: 'yaml',
  yml: 'yml',
}

/** Of all code that is not saved as text. */
export const codeExtensions: readonly string[] = [
  ...new Set(Object.values(extensions).filter((extension) => !isRunByItself(extension))),
]

/** `code.py` for Python, `code.html.txt` for HTML, `code.txt` for what is not known: no word of a model is in the name. */
export function getCodeFileName(language: string): string {
  const name = language.toLowerCase()
  const extension = Object.hasOwn(extensions, name) ? extensions[name] : undefined
  if (extension === undefined) return 'code.txt'
  return `code.${extension}${isRunByItself(extension) ? '.txt' : ''}`
}
