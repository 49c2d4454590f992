/** A content type of employees for test hosts, and the option that names it. */
export const EMPLOYEE_TYPE = {
  employee: { plural: 'employees', attributes: { name: { type: 'string' }, email: { type: 'email' }, email2: { type: 'email' }, active: { type: 'boolean', default: true } } },
};

export const EMPLOYEES = { contentType: 'api::employee.employee', emailFields: ['email', 'email2'], current: { field: 'active', value: true } } as const;
