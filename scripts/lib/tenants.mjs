// Posts tenants to a Worker's set-up door.

/** Creates one tenant. Answers 'created' or 'exists'; throws with the Worker's words otherwise. */
export async function createTenant(url, setupToken, tenant) {
  const response = await fetch(`${url}/instalacion/tenants`, {
    method: 'POST',
    headers: { authorization: `Bearer ${setupToken}`, 'content-type': 'application/json' },
    body: JSON.stringify(tenant),
  });
  const body = await response.text();
  if (response.status === 201) return 'created';
  if (response.status === 409) return 'exists';
  throw new Error(`the tenant "${tenant.name}" was refused with ${response.status}: ${body}`);
}

/** Whether the Worker at `url` answers for itself. */
export async function isUp(url) {
  try {
    return (await fetch(`${url}/salud`, { signal: AbortSignal.timeout(2000) })).status === 200;
  } catch {
    return false;
  }
}
