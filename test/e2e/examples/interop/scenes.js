/**
 * What a framework is asked to draw with our tags, for assertions in the manner of custom-elements-everywhere. Each
 * framework draws the scene that it is given, with these values.
 */
import '@london-care-record/widgets/components/context/lcr-context.js';
import '@london-care-record/widgets/components/patient-banner/lcr-patient-banner.js';
import '@london-care-record/widgets/components/allergies/lcr-allergies.js';
import '@london-care-record/widgets/components/document/lcr-document.js';

/** What each request carried, through the `fetch` below. */
export const carried = [];

/** One of each kind that a tag of ours takes. The token no attribute may hold, and a function none can. */
export const values = {
  open: true,
  headingLevel: 4,
  heading: 'A letter',
  gateway: 'http://localhost',
  patient: '9990000018',
  token: 'a-token',
  fetch: (request) => {
    carried.push(new Request(request).headers.get('Authorization'));
    return Promise.reject(new Error('there is no gateway here'));
  },
  getToken: () => 'another-token',
};

/** An event in every way to write a name; our own tags have the second. */
export const eventNames = ['lowercase', 'lcr-state', 'camelCase', 'CAPScase', 'PascalCase'];
