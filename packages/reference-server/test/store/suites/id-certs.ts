import { describe, expect, test } from 'vitest';
import { IdCertRecordedError } from '../../../src/store/errors.js';
import { alice, bob, idCert, openWithAlice, pem, range, session } from '../fixtures.js';

export function idCertsSuite(newDatabase: () => Promise<string>): void {
  describe('ID-Certs', () => {
    test.each([
      ['before', 999, []],
      ['at the first second of', 1000, ['aa']],
      ['in', 1500, ['aa']],
      ['at the last second of', 2000, ['aa']],
      ['after', 2001, []],
      ['long after', 2 ** 53 - 1, []],
    ])('looked up %s its validity', async (_, time, serialNumbers) => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one', { idCert: idCert('aa', 1000, 2000) }));
      const list = await idCerts.listValidAt(alice, time);
      expect(list.map(({ certificate }) => certificate)).toEqual(serialNumbers.map(pem));
    });

    test('says everything about a certificate', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      const newCert = idCert('aa', 0, 2 ** 53 - 1);
      await sessions.add(session(alice, 'one', { idCert: newCert }));
      expect(await idCerts.listAll(alice)).toEqual([
        { ...newCert, sessionId: 'one', invalidatedAt: null },
      ]);
      expect(await idCerts.listValidAt(alice, 0)).toEqual([
        { certificate: newCert.certificate, invalidatedAt: null },
      ]);
      expect(await idCerts.currentOf(alice, 'one', 1600)).toEqual(newCert);
    });

    test('the oldest validity stands in front, equal ones as they were recorded (R7)', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      const recorded: [string, number][] = [
        ['c', 3000],
        ['a', 1000],
        ['b1', 2000],
        ['d', 4000],
        ['b2', 2000],
        ['b0', 2000],
      ];
      for (const [name, notBefore] of recorded) {
        await sessions.add(session(alice, name, { idCert: idCert(name, notBefore, 9000) }));
      }
      await sessions.add(session(bob, 'a', { idCert: idCert('z', 500, 9000) }));
      const list = await idCerts.listValidAt(alice, 5000);
      const names = ['a', 'b1', 'b2', 'b0', 'c', 'd'];
      expect(list.map(({ certificate }) => certificate)).toEqual(names.map(pem));
      expect((await idCerts.listAll(alice)).map(({ sessionId }) => sessionId)).toEqual(names);
      const [only, ...others] = await idCerts.listValidAt(alice, 5000, 'b2');
      expect([only?.certificate, others]).toEqual([pem('b2'), []]);
      expect(await idCerts.listValidAt(alice, 5000, 'nobody')).toEqual([]);
    });

    test('a replaced certificate stays in the list, flagged (R8, R20)', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one', { idCert: idCert('aa', 1000, 2000) }));
      const newCert = idCert('bb', 1500, 2500);
      expect(await idCerts.replace({ fid: alice, sessionId: 'one', newCert }, 1600)).toBe(true);
      expect(await idCerts.currentOf(alice, 'one', 1600)).toEqual(newCert);
      const flags = async (time: number) =>
        (await idCerts.listValidAt(alice, time)).map((cert) => [
          cert.certificate,
          cert.invalidatedAt !== null,
        ]);
      expect(await flags(1200)).toEqual([[pem('aa'), true]]);
      expect(await flags(1800)).toEqual([
        [pem('aa'), true],
        [pem('bb'), false],
      ]);
      expect(await flags(2200)).toEqual([[pem('bb'), false]]);
    });

    test('a session that began without a certificate gets its first', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      await sessions.add(session(bob, 'one'));
      expect(await idCerts.currentOf(bob, 'one')).toBeUndefined();
      const newCert = idCert('aa');
      expect(await idCerts.replace({ fid: bob, sessionId: 'one', newCert }, 1600)).toBe(true);
      expect(await idCerts.currentOf(bob, 'one')).toEqual(newCert);
    });

    test('the same certificate again changes nothing', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      const again = { fid: alice, sessionId: 'one', newCert: idCert('aa') };
      for (const at of [1500, 1600]) expect(await idCerts.replace(again, at)).toBe(true);
      expect(await idCerts.listValidAt(alice, 1500)).toMatchObject([{ invalidatedAt: null }]);
    });

    test('a certificate that was recorded before is refused, and nothing changes', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      await sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      await sessions.add(session(alice, 'two', { idCert: idCert('bb') }));
      await idCerts.replace({ fid: alice, sessionId: 'one', newCert: idCert('cc') }, 1500);
      const before = await idCerts.listValidAt(alice, 1500);
      const refused = {
        'replaced since': idCert('aa'),
        "another session's": idCert('bb'),
        'of another content': { ...idCert('cc'), certificate: 'other' },
      };
      for (const newCert of Object.values(refused)) {
        await expect(
          idCerts.replace({ fid: alice, sessionId: 'one', newCert }, 1600),
        ).rejects.toThrow(IdCertRecordedError);
      }
      expect(await idCerts.listValidAt(alice, 1500)).toEqual(before);
      expect((await idCerts.currentOf(alice, 'one'))?.serialNumber).toBe('cc');
    });

    test('only a live session gets a new certificate', async () => {
      const { sessions, idCerts } = await openWithAlice(await newDatabase());
      const replacement = { fid: alice, sessionId: 'one', newCert: idCert('bb') };
      expect(await idCerts.replace(replacement, 1500)).toBe(false);
      await sessions.add(session(alice, 'one', { idCert: idCert('aa') }));
      await sessions.end(alice, 'one', 1500);
      expect(await idCerts.replace(replacement, 1600)).toBe(false);
      expect(await idCerts.listValidAt(alice, 1500)).toHaveLength(1);
    });

    test('of many replacements at once, over two stores, all are recorded and one is current', async () => {
      const database = await newDatabase();
      const stores = [await openWithAlice(database), await openWithAlice(database)];
      await stores[0]?.sessions.add(session(alice, 'one', { idCert: idCert('first') }));
      const replaced = await Promise.all(
        range(1, 10).flatMap((i) =>
          stores.map((store, which) => {
            const newCert = idCert(`${i} ${which}`);
            return store.idCerts.replace({ fid: alice, sessionId: 'one', newCert }, 1500);
          }),
        ),
      );
      expect(replaced.every(Boolean)).toBe(true);
      const list = (await stores[1]?.idCerts.listValidAt(alice, 1500)) ?? [];
      expect(list).toHaveLength(21);
      expect(list.filter(({ invalidatedAt }) => invalidatedAt === null)).toHaveLength(1);
    });
  });
}
