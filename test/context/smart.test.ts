import { expect } from '@open-wc/testing';
import { needsBanner, smartToken } from '../../components/context/smart.ts';
import { TokenRefused } from '../../src/session/token.ts';

/* The whole way, with an EHR and a gateway, is in test/e2e/smart.test.ts. */

const { signal } = new AbortController();
const request = { patient: '9990000018', reason: 'first', signal } as const;

describe('A token for a page that SMART launched', () => {
  it('is never asked for on an open line', () => {
    for (const gateway of ['http://record.example', 'http://localhost.example', 'ftp://record.example']) {
      expect(() => smartToken({ gateway, client: 'app', accessToken: () => 'x' }), gateway).to.throw(TypeError);
    }
  });

  it('cannot be had without a SMART token: the session has ended', async () => {
    for (const none of [undefined, null, '']) {
      const refused: unknown = await Promise.resolve(smartToken({ gateway: 'https://gateway.invalid', client: 'app', accessToken: () => none })(request)).catch((error: unknown) => error);
      expect(refused).to.be.instanceOf(TokenRefused).and.to.have.property('code', 'session-ended');
    }
  });

  it('comes with our banner, unless the launch says outright that it is not needed', () => {
    expect(needsBanner({ need_patient_banner: false })).to.equal(false);
    for (const launch of [{ need_patient_banner: true }, { need_patient_banner: 'false' }, { need_patient_banner: null }, {}, null, undefined]) expect(needsBanner(launch)).to.equal(true);
  });
});
