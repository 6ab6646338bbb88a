/**
 * People: their accounts, how they sign in, and what they allowed. An account is tied to a
 * PractitionerRole, Practitioner, Patient or RelatedPerson of the record and says in which roles
 * that person acts. Whoever has signed in is found in the HTTP session's security context as an
 * {@link org.springframework.security.core.Authentication} whose principal is an {@link
 * org.attune.accounts.AccountPrincipal}.
 */
@ApplicationModule(
    allowedDependencies = {"kernel", "database", "database :: command", "store", "webui"})
@NullMarked
package org.attune.accounts;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
