// The words of the bureau, without machinery: kernel, contracts and ports.
export {}
