/** The rosette of the first page: the hash of no words at all. BLAKE2b-256 of an empty text. */
export const MARK = '0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8'
