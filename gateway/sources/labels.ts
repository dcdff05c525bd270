/** Security labels of a bundle (https://hl7.org/fhir/R4/security-labels.html), which hold for what is in it. */
import { isObject, listed, type Json } from './reference.ts';

/** Where labels belong; what stands there in another form may be one. */
function securityOf(resource: unknown): unknown {
  const meta = isObject(resource) ? resource['meta'] : undefined;
  return isObject(meta) ? meta['security'] : meta;
}

/**
 * A bundle is labelled as its most protected entry is. Where none of its entries has that label, nobody knows which of
 * them is meant: then all of them have it.
 *
 * @returns gives a resource the labels that it has through its bundles
 */
export function labeller(bundles: readonly Json[], resources: readonly unknown[]): (resource: Json) => Json {
  const own = new Set(resources.flatMap((resource) => listed(securityOf(resource))).map(nameOf));
  const unclaimed = bundles.flatMap((bundle) => listed(securityOf(bundle))).filter((label) => !own.has(nameOf(label)));
  if (unclaimed.length === 0) return (resource) => resource;
  return (resource) => {
    const { meta = {} } = resource;
    // What has labels in the wrong form is kept back because of that.
    if (!isObject(meta) || (meta['security'] !== undefined && !Array.isArray(meta['security']))) return resource;
    return { ...resource, meta: { ...meta, security: [...listed(meta['security']), ...unclaimed] } };
  };
}

const nameOf = (label: unknown) => (isObject(label) ? JSON.stringify([label['system'], label['code']]) : JSON.stringify(label));
