// The pages of the site: where each is, its program, what it is called, and its styles.
const TILL_SHEETS = ['tokens.css', 'page.css', 'till.css'];
const OFFICE_SHEETS = [...TILL_SHEETS, 'office.css'];
const COUPON_SHEETS = [...OFFICE_SHEETS, 'coupons.css'];
const SERVICE_SHEETS = [...OFFICE_SHEETS, 'services.css'];
const LOYALTY_SHEETS = [...SERVICE_SHEETS, 'loyalty.css'];
const CREDIT_SHEETS = [...SERVICE_SHEETS, 'credits.css'];

export const PAGES = [
  { folder: '', program: 'till', title: 'Ventanilla', description: 'Ventanilla: punto de venta de recargas, caja y saldo.', sheets: TILL_SHEETS },
  {
    folder: 'oficina', program: 'office', title: 'Historial · Ventanilla', sheets: OFFICE_SHEETS,
    description: 'El historial de Ventanilla: todo lo que se hizo, sumado y por filtros.',
  },
  {
    folder: 'turnos', program: 'sessions', title: 'Turnos de caja · Ventanilla', sheets: OFFICE_SHEETS,
    description: 'Los turnos de caja de Ventanilla, con sus informes de cierre.',
  },
  {
    folder: 'ajustes', program: 'settings', title: 'Ajustes · Ventanilla', sheets: OFFICE_SHEETS,
    description: 'Los ajustes de Ventanilla: usuarios, sucursales, cajas, operadoras, tienda y contraseña.',
  },
  {
    folder: 'cupones', program: 'coupons', title: 'Cupones · Ventanilla', sheets: COUPON_SHEETS,
    description: 'Los cupones de pago de Ventanilla: cobrarlos y probar el lector.',
  },
  {
    folder: 'generar', program: 'issuing', title: 'Generar cupones · Ventanilla', sheets: COUPON_SHEETS,
    description: 'Los cupones de pago de Ventanilla: generarlos, imprimirlos y cancelarlos.',
  },
  {
    folder: 'clientes', program: 'customers', title: 'Clientes · Ventanilla', sheets: COUPON_SHEETS,
    description: 'Los clientes de Ventanilla con sus facturas, escritos o desde un archivo.',
  },
  {
    folder: 'servicios', program: 'services', title: 'Pagar servicios · Ventanilla', sheets: SERVICE_SHEETS,
    description: 'El pago de servicios en Ventanilla: buscar, consultar la deuda, pagar.',
  },
  {
    folder: 'por-confirmar', program: 'orders', title: 'Por confirmar · Ventanilla', sheets: SERVICE_SHEETS,
    description: 'Los pagos por confirmar de Ventanilla, y las devoluciones por entregar.',
  },
  {
    folder: 'proveedores', program: 'providers', title: 'Proveedores · Ventanilla', sheets: SERVICE_SHEETS,
    description: 'Los fondos y cuentas de Ventanilla en sus proveedores, y sus integradores.',
  },
  {
    folder: 'recargas', program: 'credits', title: 'Recargas · Ventanilla', sheets: CREDIT_SHEETS,
    description: 'Las recargas de celulares de Brasil en Ventanilla, y las carteras que las pagan.',
  },
  {
    folder: 'monederos', program: 'loyalty', title: 'Atender cliente · Ventanilla', sheets: LOYALTY_SHEETS,
    description: 'Los puntos de los clientes en Ventanilla: sumarlos y usarlos.',
  },
  {
    folder: 'puntos', program: 'wallets', title: 'Monederos y colaboradores · Ventanilla', sheets: LOYALTY_SHEETS,
    description: 'Los monederos de Ventanilla, con sus colaboradores, claves y números.',
  },
];

/** The address of a page. */
export const addressOf = ({ folder }) => (folder ? `/app/${folder}/` : '/app/');
