-- Which FHIR packages this database already holds, so that a start installs only what is new.
create table attune.installed_package (
    name         text        not null,
    version      text        not null,
    sha256       text        not null,
    installed_at timestamptz not null default now(),
    primary key (name, version)
);
