export { Page as AddressPage } from './deposit-addresses/address-page.tsx';
export { Page as DepositAddressesListPage } from './deposit-addresses/list-page.tsx';
export { Page as DevicesPage } from './devices/page.tsx';
export { Page as HealthPage } from './health/page.tsx';
export { Page as PolicyPage } from './policy/page.tsx';
