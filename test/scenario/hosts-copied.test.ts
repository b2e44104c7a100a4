// A data folder that exists twice: copied and run, or put back from a backup. Nothing anybody said may be lost.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { VerifiedAct } from '#shared/acts/act.ts'
import type { StatusView } from '#shared/protocol/contract.ts'
import { decodeLedgerMessage, encodeLedgerMessage } from '#shared/protocol/ledger.ts'
import { actsOnDisk, founds, joins, Someone } from '../harness/hosts.ts'
import { folder, network, opened } from '../harness/stage.ts'

/** Ada and Ben in one workspace, a letter in force between them; Ada's host closed, so that its folder can be copied. */
async function adaIsCopied(): Promise<{ ada: Someone; ben: Someone; letter: string }> {
  const ada = opened(await founds('Ada', folder.path, { network }))
  const ben = opened(await joins('Ben', ada))
  const letter = await ada.drafts({ title: 'Bread on Fridays', kind: 'mutual', gives: [await ada.me(), await ben.me()] }, 'As we said.')
  await ada.gives(letter, 'offer')
  await ben.seesRecord(letter, 'the offer')
  await ben.gives(letter, 'accept')
  await ada.seesRecord(letter, 'the acceptance', ({ state }) => state === 'in force')
  await allTold(ada)
  await ada.close()
  return { ada, ben, letter }
}

const status = (one: Someone): Promise<StatusView> => one.in('status', {})
const allTold = (one: Someone): Promise<unknown> => one.sees('that nothing is only here', async () => (await status(one)).onlyHere.length === 0)
const promises = async (one: Someone, title: string, to: Someone): Promise<string> =>
  (await one.in('records.promise', { title, receives: [await to.me()] })).id
const titlesOf = async (one: Someone): Promise<string[]> => (await one.in('records.list', { concept: 'commitment' })).map((row) => row.title).sort()
const dump = (one: Someone, type: string): VerifiedAct[] => actsOnDisk(one.data).filter((act) => act.act.type === type)
/** Everybody comes to hold the same acts. */
async function agreed(...all: Someone[]): Promise<VerifiedAct[]> {
  const idsOf = (one: Someone): string => actsOnDisk(one.data).map((act) => act.id).sort().join()
  await all[0]!.sees('the same acts everywhere', () => Promise.resolve(all.every((one) => idsOf(one) === idsOf(all[0]!))))
  return actsOnDisk(all[0]!.data)
}
const everything = ['Bread on Fridays', 'Said by the copy', 'Said by the first']

describe('a copied folder', () => {
  it('started later beside the same high-water mark goes on as a new device, without a word lost', async () => {
    const { ada, ben, letter } = await adaIsCopied()
    const copy = ada.copied(join(folder.path, 'ada-copy'))
    await ada.open()
    await promises(ada, 'Said by the first', ben)
    await allTold(ada)
    await ada.close()

    network.cutOff(copy.data)
    opened(await copy.open())
    expect(await titlesOf(copy)).toEqual(['Bread on Fridays'])
    await promises(copy, 'Said by the copy', ben)
    const [added] = dump(copy, 'device.add')
    const said = actsOnDisk(copy.data).at(-1)!
    expect(said.act.device).toBe(added!.act.body['device'])
    expect(said.act.seq).toBe(0)
    network.reconnect(copy.data)
    await ada.open()

    await agreed(ada, ben, copy)
    for (const one of [ada, ben, copy]) {
      expect(await titlesOf(one)).toEqual(everything)
      expect((await one.in('records.show', { id: letter })).state).toBe('in force')
      // The old chain forked where the copy said that it goes on elsewhere, and everybody can see that.
      expect((await status(one)).forks.map((fork) => fork.name)).toEqual(['Ada'])
    }
    // Both go on; neither signs on the forked chain again.
    for (const one of [ada, copy]) {
      await promises(one, `Later by ${one.data}`, ben)
      expect(actsOnDisk(one.data).at(-1)!.act.device).not.toBe(added!.act.device)
    }
  })

  it('run at the same time under the same user notices before its next signature', async () => {
    const { ada, ben } = await adaIsCopied()
    const copy = ada.copied(join(folder.path, 'ada-copy'))
    await ada.open()
    opened(await copy.open())
    network.cutOff(copy.data)
    await promises(copy, 'Said by the copy', ben)
    await promises(ada, 'Said by the first', ben)
    await promises(copy, 'Said by the copy again', ben)
    const seqs = new Set<string>()
    for (const { id, act } of [...actsOnDisk(ada.data), ...actsOnDisk(copy.data)]) if (act.type === 'commitment.offer' && act.seq > 0) seqs.add(`${act.device} ${act.seq} ${id}`)
    // No two promises were ever signed for one place of a chain.
    expect(new Set([...seqs].map((one) => one.split(' ').slice(0, 2).join())).size).toBe(seqs.size)
    network.reconnect(copy.data)
    await agreed(ada, ben, copy)
    expect(await titlesOf(ben)).toEqual(['Bread on Fridays', 'Said by the copy', 'Said by the copy again', 'Said by the first'])
  })

  it('run on another machine, far from the mark, forks its chain: both sides stay, it is flagged, and each goes on with a key of its own', async () => {
    const { ada, ben, letter } = await adaIsCopied()
    const copy = ada.copied(join(folder.path, 'ada-copy'))
    await ada.open()
    network.cutOff(copy.data)
    opened(await copy.open({ stateFolder: join(folder.path, 'other-machine') }))
    await promises(ada, 'Said by the first', ben)
    await promises(copy, 'Said by the copy', ben)
    await copy.gives(letter, 'withdraw')
    const forked = dump(ada, 'commitment.offer').at(-1)!
    expect(dump(copy, 'commitment.offer').at(-1)!.act).toMatchObject({ device: forked.act.device, seq: forked.act.seq, prev: forked.act.prev })

    network.reconnect(copy.data)
    await agreed(ada, ben, copy)
    for (const one of [ada, ben, copy]) {
      expect(await titlesOf(one)).toEqual(everything)
      expect((await status(one)).forks).toEqual([{ device: forked.act.device, name: 'Ada' }])
      // The withdrawal knows the acceptance, so it holds; the fork un-says nothing beyond.
      expect((await one.in('records.show', { id: letter })).state).toBe('ended')
    }
    await promises(ada, 'Later by the first', ben)
    await promises(copy, 'Later by the copy', ben)
    const acts = await agreed(ada, ben, copy)
    const devices = acts.filter((act) => act.act.type === 'device.add').map((act) => act.act.body['device'])
    expect(new Set(devices).size).toBe(2)
    for (const { act } of acts.filter((one) => one.act.type === 'commitment.offer').slice(-2)) expect(devices).toContain(act.device)
    expect((await ben.in('people.list', {})).map((person) => person.name).sort()).toEqual(['Ada', 'Ben'])
  })
})

describe('what is only here', () => {
  it('stays so where a colleague has another act in the same place of a forked chain', async () => {
    const { ada, ben } = await adaIsCopied()
    const copy = ada.copied(join(folder.path, 'ada-copy'))
    opened(await copy.open({ stateFolder: join(folder.path, 'other-machine') }))
    await promises(copy, 'Said by the copy', ben)
    await allTold(copy)
    network.cutOff(copy.data)
    network.cutOff(ada.data)
    await ada.open()
    await promises(ada, 'Said by the first', ben)
    // Ada hears Ben, and Ben does not hear Ada.
    const nothing = encodeLedgerMessage({ t: 'have', heads: [] })
    let told = 0
    network.onWire = (from, message) => {
      if (from === ada.data) return nothing
      if (decodeLedgerMessage(message)?.t === 'heads') told++
      return message
    }
    network.reconnect(ada.data)
    await ada.sees('Ben', async () => (await status(ada)).peers.some((peer) => peer.connected && peer.lastExchange !== null))
    await ada.sees('what Ben holds', async () => told > 0)
    expect((await status(ada)).onlyHere.map((act) => act.title)).toContain('Said by the first')
    network.onWire = null
    network.cutOff(ada.data)
    network.reconnect(ada.data)
    await allTold(ada)
  })
})

describe('a folder put back from an older copy', () => {
  it('takes back what it said since from a colleague', async () => {
    const { ada, ben, letter } = await adaIsCopied()
    const backup = join(folder.path, 'backup')
    ada.copied(backup)
    await ada.open()
    await promises(ada, 'Said by the first', ben)
    await ada.gives(letter, 'checkin', { text: 'All is well.' })
    await allTold(ada)
    await ada.close()
    rmSync(ada.data, { recursive: true })
    const again = opened(new Someone('Ada', folder.path, { network, data: backup }))
    await again.open({ stateFolder: join(folder.path, 'another machine') })
    await again.seesRecord(letter, 'the own check-in', ({ timeline }) => timeline.some((entry) => entry.verb === 'checkin'))
    await agreed(again, ben)
    expect(await titlesOf(again)).toEqual(['Bread on Fridays', 'Said by the first'])
    // Having its chain whole again, it goes on with it: nothing forks.
    await promises(again, 'Said by the copy', ben)
    await agreed(again, ben)
    expect((await status(ben)).forks).toEqual([])
    expect(dump(ben, 'device.add')).toEqual([])
  })

  it('signs nothing on its old chain before it has it back, where the mark is there to tell', async () => {
    const { ada, ben } = await adaIsCopied()
    const backup = join(folder.path, 'backup')
    ada.copied(backup)
    await ada.open()
    await promises(ada, 'Said by the first', ben)
    await allTold(ada)
    await ada.close()
    network.cutOff(backup)
    const again = opened(new Someone('Ada', folder.path, { network, data: backup }))
    await again.open()
    await promises(again, 'Said by the copy', ben)
    network.reconnect(backup)
    await agreed(again, ben)
    expect(await titlesOf(ben)).toEqual(everything)
    const [added] = dump(ben, 'device.add')
    expect(actsOnDisk(ben.data).find((act) => act.act.device === added!.act.body['device'])).toBeDefined()
  })
})
