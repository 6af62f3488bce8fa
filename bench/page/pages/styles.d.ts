// Styles that a page brings along for their effect alone.
declare module '*.css'
