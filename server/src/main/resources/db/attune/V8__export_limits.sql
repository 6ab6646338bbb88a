-- What limits the token that started an export: which client, and its scopes. Absent for operators.
alter table attune.export_job add column limits text;
