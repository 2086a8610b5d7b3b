"""Which country a list means: the codes of REIGN and of the Factbook, and the chambers of EveryPolitician, as
ISO 3166 codes; and in which office the man or woman at the top of a country leads it."""


def make_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    return dict(pair.split(":") for pair in text.split())


REIGN = _pairs(
    """AAB:ATG AFG:AFG ALB:ALB ALG:DZA AND:AND ANG:AGO ARG:ARG ARM:ARM AUL:AUS AUS:AUT AZE:AZE BAH:BHR
    BAR:BRB BEL:BEL BEN:BEN BFO:BFA BHM:BHS BHU:BTN BLR:BLR BLZ:BLZ BNG:BGD BOL:BOL BOS:BIH BOT:BWA
    BRA:BRA BRU:BRN BUI:BDI BUL:BGR CAM:KHM CAN:CAN CAO:CMR CAP:CPV CDI:CIV CEN:CAF CHA:TCD CHL:CHL
    CHN:CHN COL:COL COM:COM CON:COG COS:CRI CRO:HRV CUB:CUB CYP:CYP CZR:CZE DEN:DNK DJI:DJI DMA:DMA
    DOM:DOM DRC:COD DRV:VNM ECU:ECU EGY:EGY EQG:GNQ ERI:ERI EST:EST ETH:ETH ETM:TLS FIJ:FJI FIN:FIN
    FRN:FRA FSM:FSM GAB:GAB GAM:GMB GFR:DEU GHA:GHA GMY:DEU GNB:GNB GRC:GRC GRG:GEO GRN:GRD GUA:GTM
    GUI:GIN GUY:GUY HAI:HTI HON:HND HUN:HUN ICE:ISL IND:IND INS:IDN IRE:IRL IRN:IRN IRQ:IRQ ISR:ISR
    ITA:ITA JAM:JAM JOR:JOR JPN:JPN KEN:KEN KIR:KIR KOS:XKX KUW:KWT KYR:KGZ KZK:KAZ LAO:LAO LAT:LVA
    LBR:LBR LEB:LBN LES:LSO LIB:LBY LIE:LIE LIT:LTU LUX:LUX MAA:MRT MAC:MKD MAD:MDV MAG:MDG MAL:MYS
    MAS:MUS MAW:MWI MEX:MEX MLD:MDA MLI:MLI MLT:MLT MNC:MCO MNG:MNE MON:MNG MOR:MAR MSI:MHL MYA:MMR
    MZM:MOZ NAM:NAM NAU:NRU NEP:NPL NEW:NZL NIC:NIC NIG:NGA NIR:NER NOR:NOR NTH:NLD OMA:OMN PAK:PAK
    PAL:PLW PAN:PAN PAR:PRY PER:PER PHI:PHL PNG:PNG POL:POL POR:PRT PRK:PRK QAT:QAT ROK:KOR ROM:ROU
    RUS:RUS RWA:RWA SAF:ZAF SAL:SLV SAU:SAU SEN:SEN SEY:SYC SIE:SLE SIN:SGP SKN:KNA SLO:SVK SLU:LCA
    SLV:SVN SNM:SMR SOL:SLB SOM:SOM SPN:ESP SRI:LKA SSD:SSD STP:STP SUD:SDN SUR:SUR SVG:VCT SWA:SWZ
    SWD:SWE SWZ:CHE SYR:SYR TAJ:TJK TAW:TWN TAZ:TZA THI:THA TKM:TKM TOG:TGO TON:TON TRI:TTO TUN:TUN
    TUR:TUR TUV:TUV UAE:ARE UGA:UGA UKG:GBR UKR:UKR URU:URY USA:USA UZB:UZB VAN:VUT VEN:VEN WSM:WSM
    YEM:YEM YUG:SRB ZAM:ZMB ZIM:ZWE"""
)

FACTBOOK = _pairs(
    """ac:ATG ae:ARE af:AFG ag:DZA aj:AZE al:ALB am:ARM an:AND ao:AGO ar:ARG as:AUS au:AUT ba:BHR bb:BRB
    bc:BWA be:BEL bf:BHS bg:BGD bh:BLZ bk:BIH bl:BOL bm:MMR bn:BEN bo:BLR bp:SLB br:BRA bt:BTN bu:BGR
    bx:BRN by:BDI ca:CAN cb:KHM cd:TCD ce:LKA cf:COG cg:COD ch:CHN ci:CHL cm:CMR cn:COM co:COL cs:CRI
    ct:CAF cu:CUB cv:CPV cy:CYP da:DNK dj:DJI do:DMA dr:DOM ec:ECU eg:EGY ei:IRL ek:GNQ en:EST er:ERI
    es:SLV et:ETH ez:CZE fi:FIN fj:FJI fm:FSM fr:FRA ga:GMB gb:GAB gg:GEO gh:GHA gj:GRD gm:DEU gr:GRC
    gt:GTM gv:GIN gy:GUY ha:HTI ho:HND hr:HRV hu:HUN ic:ISL id:IDN in:IND ir:IRN is:ISR it:ITA iv:CIV
    iz:IRQ ja:JPN jm:JAM jo:JOR ke:KEN kg:KGZ kn:PRK kr:KIR ks:KOR ku:KWT kv:XKX kz:KAZ la:LAO le:LBN
    lg:LVA lh:LTU li:LBR lo:SVK ls:LIE lt:LSO lu:LUX ly:LBY ma:MDG md:MDA mg:MNG mi:MWI mj:MNE mk:MKD
    ml:MLI mn:MCO mo:MAR mp:MUS mr:MRT mt:MLT mu:OMN mv:MDV mx:MEX my:MYS mz:MOZ ng:NER nh:VUT ni:NGA
    nl:NLD no:NOR np:NPL nr:NRU ns:SUR nu:NIC nz:NZL od:SSD pa:PRY pe:PER pk:PAK pl:POL pm:PAN po:PRT
    pp:PNG ps:PLW pu:GNB qa:QAT ri:SRB rm:MHL ro:ROU rp:PHL rs:RUS rw:RWA sa:SAU sc:KNA se:SYC sf:ZAF
    sg:SEN si:SVN sl:SLE sm:SMR sn:SGP so:SOM sp:ESP st:LCA su:SDN sw:SWE sy:SYR sz:CHE td:TTO th:THA
    ti:TJK tn:TON to:TGO tp:STP ts:TUN tt:TLS tu:TUR tv:TUV tw:TWN tx:TKM tz:TZA ug:UGA uk:GBR up:UKR
    us:USA uv:BFA uy:URY uz:UZB vc:VCT ve:VEN vm:VNM vt:VAT wa:NAM ws:WSM wz:SWZ ym:YEM za:ZMB zi:ZWE"""
)

# The folder of a chamber: the country of its members, and the place whose parliament it is (none: not kept).
CHAMBERS = {
    "Abkhazia": ("", ""),
    "Aland": ("FIN", ""),
    "Falkland_Islands": ("GBR", ""),
    "Faroe_Islands": ("DNK", ""),
    "Gibraltar": ("GBR", ""),
    "Hong_Kong": ("HKG", ""),
    "Isle_of_Man": ("GBR", ""),
    "Macao": ("MAC", ""),
    "New_Caledonia": ("FRA", ""),
    "Northern_Cyprus": ("CYP", ""),
    "Northern_Ireland": ("GBR", ""),
    "Puerto_Rico": ("USA", ""),
    "Saint_Barthelemy": ("FRA", ""),
    "Saint_Martin": ("FRA", ""),
    "Saint_Pierre_and_Miquelon": ("FRA", ""),
    "Scotland": ("GBR", ""),
    "Turks_and_Caicos_Islands": ("GBR", ""),
    "British_Virgin_Islands": ("GBR", ""),
    "Cook_Islands": ("COK", ""),
    "Wales": ("GBR", ""),
    "Wallis_and_Futuna": ("FRA", ""),
} | {
    name: (code, code)
    for name, code in _pairs(
    """Afghanistan:AFG Albania:ALB Armenia:ARM Australia:AUS Austria:AUT Azerbaijan:AZE Bahamas:BHS
    Belgium:BEL Belize:BLZ Botswana:BWA Bulgaria:BGR Cambodia:KHM Canada:CAN Costa_Rica:CRI Croatia:HRV
    Czech_Republic:CZE Denmark:DNK Estonia:EST Finland:FIN France:FRA Georgia:GEO Germany:DEU Ghana:GHA
    Honduras:HND Indonesia:IDN Ireland:IRL Italy:ITA Jamaica:JAM Jordan:JOR Kenya:KEN Kuwait:KWT
    Kyrgyzstan:KGZ Latvia:LVA Lebanon:LBN Luxembourg:LUX Malaysia:MYS Malta:MLT Mexico:MEX Moldova:MDA
    Mongolia:MNG Namibia:NAM Netherlands:NLD New_Zealand:NZL North_Korea:PRK Norway:NOR Poland:POL
    Saint_Kitts_and_Nevis:KNA Saint_Lucia:LCA Samoa:WSM Senegal:SEN Singapore:SGP Slovenia:SVN
    Solomon_Islands:SLB South_Africa:ZAF Spain:ESP Sri_Lanka:LKA Sweden:SWE Switzerland:CHE Taiwan:TWN
    Tanzania:TZA Turkey:TUR Tuvalu:TUV UK:GBR United_States_of_America:USA"""
).items()
}  # fmt: skip

# The office in which REIGN's leaders led since 2000; a country that changed its system since is in neither.
LEADING_OFFICE = (
    dict.fromkeys(
        make_set(
            """ATG AND AUS AUT BEL BGD BGR BHS BLZ BRB CAN CZE DEU DMA DNK ESP EST ETH GBR GRC GRD HRV HUN
            IND IRL IRQ ISL ISR ITA JAM JPN KHM KNA LCA LSO LUX LVA MKD MLT MUS MYS NLD NOR NZL PNG SGP SLB
            SVK SVN SWE THA TTO TUV VCT VUT WSM XKX"""
        ),
        "head_of_government",
    )
    | dict.fromkeys(
        make_set(
            """AFG AGO ARG AZE BDI BEN BFA BLR BOL BRA BWA CAF CHL CIV CMR COD COG COL COM CRI CUB CYP DJI
            DOM DZA ECU EGY ERI FRA GAB GHA GIN GMB GNQ GTM GUY HND IDN KAZ KEN KGZ KOR LBR LKA MDG MDV MEX
            MLI MOZ MRT MWI NAM NER NGA NIC PAN PER PHL PRY RWA SDN SEN SLE SLV SSD SUR SYC SYR TCD TGO TJK
            TKM TWN TZA UGA UKR URY USA UZB VEN YEM ZAF ZMB ZWE"""
        ),
        "head_of_state",
    )
    | dict.fromkeys(make_set("BHR BRN BTN JOR KWT LIE MAR MCO OMN QAT SAU SWZ"), "monarch")
)
