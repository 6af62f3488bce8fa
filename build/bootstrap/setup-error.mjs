// Owns the one error the bootstrap expects: its message is the sentence a person reads, and it ends the program with 1.

export class SetupError extends Error {}
