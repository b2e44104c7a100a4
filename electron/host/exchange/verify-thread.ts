// The thread that verifies acts in bulk. It holds no key and sees only what came from outside.
import { parentPort } from 'node:worker_threads'
import { ActError, verifyAct, type ActFault, type SignedAct } from '#shared/acts/act.ts'
import type { ActId } from '#shared/base/ids.ts'
import { preferNativeCrypto } from '../native-crypto.ts'
import { parted, type VerifyAnswer, type VerifyJob } from './verify-job.ts'

const ready = preferNativeCrypto()

async function answer(job: VerifyJob): Promise<VerifyAnswer> {
  await ready
  return { job: job.job, verdicts: parted(job).map(verdictOn) }
}

function verdictOn(act: SignedAct): ActId | ActFault {
  try {
    return verifyAct(act).id
  } catch (error) {
    if (error instanceof ActError) return error.fault
    throw error
  }
}

void ready.then(() => parentPort!.postMessage('ready'))
parentPort!.on('message', (job: VerifyJob) => {
  void answer(job).then((done) => parentPort!.postMessage(done))
})
