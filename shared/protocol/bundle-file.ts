/** Largest bundle file that is read or written, in bytes. As base64 it must fit a message between page and host. */
export const MAX_BUNDLE_FILE = 40 * 1024 * 1024
