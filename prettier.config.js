// How every file of the project is laid out; eslint leaves layout to prettier.
export default {
  printWidth: 110,
  singleQuote: true,
  semi: false,
  trailingComma: 'all',
  arrowParens: 'always',
}
