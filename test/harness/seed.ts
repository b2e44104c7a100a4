// Properties draw the same cases in every run, so that a change that is not at fault is not blamed; PARLEY_FUZZ_SEED
// draws others. A case that once failed is kept as a test of its own.
import fc from 'fast-check'

fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: Number(process.env['PARLEY_FUZZ_SEED'] ?? 20_261_122) })
