// All machinery, without business words.
export {}
