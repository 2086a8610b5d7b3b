-- Which statements does DNA's event list have, in which order? One row each, in the columns of its CSV.
select
    statements.ID,
    strftime('%Y-%m-%d %H:%M:%S', documents.Date, 'unixepoch'),
    documents.ID,
    documents.Title,
    documents.Author,
    documents.Source,
    documents.Section,
    documents.Type,
    substr(documents.Text, statements.Start + 1, statements.Stop - statements.Start),
    person.Value,
    organization.Value,
    concept.Value,
    agreement.Value
from statements
join documents on documents.ID = statements.DocumentId
join datashorttext as persons on persons.StatementId = statements.ID and persons.VariableId = 1
join entities as person on person.ID = persons.Entity
join datashorttext as organizations
    on organizations.StatementId = statements.ID and organizations.VariableId = 2
join entities as organization on organization.ID = organizations.Entity
join datashorttext as concepts on concepts.StatementId = statements.ID and concepts.VariableId = 3
join entities as concept on concept.ID = concepts.Entity
join databoolean as agreement on agreement.StatementId = statements.ID and agreement.VariableId = 4
order by documents.Date, statements.ID;
