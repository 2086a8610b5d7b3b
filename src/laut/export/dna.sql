-- The tables of a Discourse Network Analyzer 3.0 file, as that program looks for them: same names, columns,
-- keys and cascades. Its colours and permissions have the values that it gives them itself.
create table settings (Property text primary key, Value text not null);

create table coders (
    ID integer not null primary key,
    Name text not null check (length(Name) < 191),
    Red integer not null default 0, Green integer not null default 0, Blue integer not null default 0,
    Refresh integer not null default 0,
    FontSize integer not null default 14,
    Password text not null check (length(Password) < 191),
    PopupWidth integer default 300,
    ColorByCoder integer not null default 0,
    PopupDecoration integer not null default 0,
    PopupAutoComplete integer not null default 1,
    PermissionAddDocuments integer not null default 1,
    PermissionEditDocuments integer not null default 1,
    PermissionDeleteDocuments integer not null default 1,
    PermissionImportDocuments integer not null default 1,
    PermissionAddStatements integer not null default 1,
    PermissionEditStatements integer not null default 1,
    PermissionDeleteStatements integer not null default 1,
    PermissionEditAttributes integer not null default 1,
    PermissionEditRegex integer not null default 1,
    PermissionEditStatementTypes integer not null default 1,
    PermissionEditCoders integer not null default 1,
    PermissionEditCoderRelations integer not null default 1,
    PermissionViewOthersDocuments integer not null default 1,
    PermissionEditOthersDocuments integer not null default 1,
    PermissionViewOthersStatements integer not null default 1,
    PermissionEditOthersStatements integer not null default 1
);

create table documents (
    ID integer not null primary key,
    Title text not null check (length(Title) < 191),
    Text text not null,
    Coder integer references coders (ID) on delete cascade,
    Author text not null default '' check (length(Author) < 191),
    Source text not null default '' check (length(Source) < 191),
    Section text not null default '' check (length(Section) < 191),
    Notes text not null default '',
    Type text not null default '' check (length(Type) < 191),
    Date integer not null
);

create table statementtypes (
    ID integer not null primary key,
    Label text not null check (length(Label) < 191),
    Red integer not null default 0, Green integer not null default 0, Blue integer not null default 0
);

create table variables (
    ID integer not null primary key,
    Variable text not null check (length(Variable) < 191),
    DataType text not null default 'short text'
        check (DataType in ('boolean', 'integer', 'long text', 'short text')),
    StatementTypeId integer references statementtypes (ID) on delete cascade,
    unique (Variable, StatementTypeId)
);

create table variablelinks (
    ID integer not null primary key,
    SourceVariableId integer references variables (ID) on delete cascade,
    TargetVariableId integer references variables (ID) on delete cascade,
    check (TargetVariableId != SourceVariableId)
);

create table regexes (
    Label text primary key check (length(Label) < 191),
    Red integer not null default 0, Green integer not null default 0, Blue integer not null default 0
);

create table coderrelations (
    ID integer not null primary key,
    Coder integer references coders (ID) on delete cascade,
    OtherCoder integer references coders (ID) on delete cascade,
    viewStatements integer not null default 1,
    editStatements integer not null default 1,
    viewDocuments integer not null default 1,
    editDocuments integer not null default 1,
    check (Coder != OtherCoder)
);

create table statements (
    ID integer not null primary key,
    StatementTypeId integer references statementtypes (ID) on delete cascade,
    DocumentId integer references documents (ID) on delete cascade,
    Start integer not null check (Start >= 0),
    Stop integer not null check (Stop >= 0),
    Coder integer references coders (ID) on delete cascade,
    check (Start < Stop)
);

create table databoolean (
    ID integer not null primary key,
    StatementId integer not null references statements (ID) on delete cascade,
    VariableId integer not null references variables (ID) on delete cascade,
    Value integer not null default 1,
    unique (StatementId, VariableId)
);

create table datainteger (
    ID integer not null primary key,
    StatementId integer not null references statements (ID) on delete cascade,
    VariableId integer not null references variables (ID) on delete cascade,
    Value integer not null default 0,
    unique (StatementId, VariableId)
);

create table entities (
    ID integer not null primary key,
    VariableId integer not null references variables (ID) on delete cascade,
    Value text not null default '' check (length(Value) < 191),
    Red integer, Green integer, Blue integer,
    ChildOf integer references entities (ID) on delete cascade,
    unique (VariableId, Value)
);

create table datashorttext (
    ID integer not null primary key,
    StatementId integer not null references statements (ID) on delete cascade,
    VariableId integer not null references variables (ID) on delete cascade,
    Entity integer not null references entities (ID) on delete cascade,
    unique (StatementId, VariableId)
);

create table datalongtext (
    ID integer not null primary key,
    StatementId integer not null references statements (ID) on delete cascade,
    VariableId integer not null references variables (ID) on delete cascade,
    Value text default '',
    unique (StatementId, VariableId)
);

create table attributevariables (
    ID integer not null primary key,
    VariableId integer not null references variables (ID) on delete cascade,
    AttributeVariable text not null check (length(AttributeVariable) < 191),
    unique (VariableId, AttributeVariable)
);

create table attributevalues (
    ID integer not null primary key,
    EntityId integer not null references entities (ID) on delete cascade,
    AttributeVariableId integer not null references attributevariables (ID) on delete cascade,
    AttributeValue text not null default '' check (length(AttributeValue) < 191),
    unique (EntityId, AttributeVariableId)
);

insert into settings values ('version', '3.0.8'), ('date', '2022-06-16');
insert into statementtypes values (1, 'DNA Statement', 239, 208, 51), (2, 'Annotation', 211, 211, 211);
insert into variables values
    (1, 'person', 'short text', 1),
    (2, 'organization', 'short text', 1),
    (3, 'concept', 'short text', 1),
    (4, 'agreement', 'boolean', 1),
    (5, 'note', 'long text', 2);
insert into attributevariables (VariableId, AttributeVariable) values
    (1, 'Type'), (2, 'Type'), (3, 'Type'),
    (1, 'Alias'), (2, 'Alias'), (3, 'Alias'),
    (1, 'Notes'), (2, 'Notes'), (3, 'Notes');
insert into entities (VariableId, Value, Red, Green, Blue) values
    (1, '', 0, 0, 0), (2, '', 0, 0, 0), (3, '', 0, 0, 0);
