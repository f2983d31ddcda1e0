// SPDX-FileCopyrightText: The Malines authors
// SPDX-License-Identifier: EUPL-1.2

// trades.h — trades, associations, directions and places in the names of organisations, a row for each meaning in the languages of the
// four (Arabic, Dutch, English, French, German, Spanish, Catalan) and of those who trade with them: data, not code. Read in names of organisations
// only (firm.c), beside the rows of firms.h: a form is written there and here alike (a star ends one that goes on with any letters; "and" goes),
// forms are set apart by ", ". Arabic words stand without article: it is left out of the name as well (البناء, للبناء, والبناء).
// What a row becomes: as in firms.h, ":" for what many organisations say of themselves, ";" for what few do (a trade, a place).
// Sources: the dictionaries of the languages, and how companies, associations and places are named and abbreviated in them by common use; the
// Chinese words are legal forms, trades, and the provinces and chief cities.

// clang-format off
#define FIRM_TRADES \
    T("butcher;", "butcher, butchers, butchery, boucherie*, slagerij*, beenhouwerij*, carnicería*, carnisseria*, metzgerei, fleischerei, kasap, macelleria, جزارة, ملحمة, мясн*") \
    T("bakery;", "bakery, bakeries, boulangerie*, bakkerij*, panadería*, bäckerei, panificio, fırın, مخبزة, مخبز, مخابز, пекарня, хлебозавод") \
    T("pastry;", "pastry, pâtisserie*, patisserie*, banketbakkerij*, pastelería*, confitería*, pastisseria*, pastane*, حلويات, кондитерск*") \
    T("grocery;", "grocery, groceries, épicerie*, epicerie, kruidenier*, ultramarinos, abarrotes, lebensmittelhandel, bakkal, بقالة, alimentation générale, مواد غذائية, بقالية") \
    T("food", "foodstuff*, alimentation*, alimentaire*, alimentos, alimentación, alimentaria*, alimentario*, voeding*, levensmiddelen, lebensmittel, nahrungsmittel, gıda, gida, غذاء, غذائية, اغذية, أغذية, пищев*, продовольств*, продукты, ghidha") \
    T("restaurant;", "restaurant*, restaurante*, ristorante, lokanta*, restoran*, مطعم, مطاعم, ресторан*, restauration") \
    T("coffee;", "café, cafés, coffee*, koffie*, kaffee, cafetería*, kahve*, مقهى, مقاهي, кафе, قهوة") \
    T("snack;", "snack, snackbar, frituur, friterie, kebab*, döner") \
    T("catering;", "catering, traiteur*, caterer*, تموين, кейтеринг") \
    T("hotel;", "hotel*, hôtel*, otel*, فندق, فنادق, гостиниц*, отель, gostinits*, gostinic*, гасцініца, гатэль, hatel") \
    T("travel", "tour, tours, voyage, voyage*, viaje*, viatge*, reizen, reisebüro, reisbureau, seyahat, أسفار, سفريات, سفر, رحلات, agence de voyages, agencia de viajes, agence voyages, travel agency, وكالة أسفار, وكالة سفر, وكالة سفريات, путешестви*, asfar, safar, reisen, تورز, تور") \
    T("tourism;", "tourism, tourisme, touristique*, turismo, turístic*, toerisme, tourismus, turizm, سياحة, سياحية, туризм*, туристическ*, tourist, turizm*") \
    T("pharmacy;", "pharmacy, pharmacies, pharmacie, apotheek, farmacia*, farmàcia*, apotheke, eczane*, صيدلية, صيدليات, аптек*, apteka*, officine") \
    T("clinic;", "clinic, clinics, clinique*, clínica*, kliniek*, klinik*, مصحة, عيادة, клиник*") \
    T("hospital;", "hospital*, hôpital*, hopital, ziekenhuis, krankenhaus, hastane*, مستشفى, مستشفيات, больниц*, госпитал*") \
    T("laboratory;", "laboratory, laboratories, laborato*, labo, lab, labs, مختبر, مختبرات, лаборатори*, laborator*") \
    T("dental;", "dental, dentaire*, tandarts*, zahnarzt*, zahn*, أسنان, стоматолог*") \
    T("optician;", "optician*, opticien*, optiek, optica, بصريات") \
    T("garage;", "garage*, garaje*, garatge, taller mecánico, workshop, atelier mécanique, carrosserie, carrosserie*, مرآب, كراج, كاراج, автосервис, werkstatt") \
    T("workshop:", "atelier*, taller*, werkplaats, ورشة, ورشات, мастерск*, atölye*") \
    T("automotive:", "auto, autos, automobile*, automotive, automóvil*, automotor*, car, cars, coche*, voiture*, wagens, fahrzeuge, otomotiv, oto, سيارات, سيارة, автомобил*, авто, خودرو, avto, avtomobil*") \
    T("tyres;", "tyre*, tire, tires, pneu, pneus, pneumatique*, neumático*, banden, reifen, lastik, إطارات, عجلات, шины") \
    T("parts;", "spare parts, pièces détachées, pièces auto, pièces, recambios, repuestos, onderdelen, ersatzteile, yedek parça, قطع غيار, قطع الغيار, запчаст*, car parts, auto parts, auto onderdelen, قطع غيار السيارات, pièces détachées auto, recambios de automóvil") \
    T("carhire;", "rent a car, car rental, car hire, location de voitures, location voitures, location de véhicules, alquiler de coches, alquiler de vehículos, autoverhuur, autovermietung, كراء السيارات, تأجير السيارات, كراء سيارات, تأجير سيارات, oto kiralama") \
    T("hire:", "rental*, location*, alquiler*, verhuur, vermietung, كراء, تأجير, аренд*, kiralama") \
    T("taxi;", "taxi*, تاكسي, سيارات أجرة, такси") \
    T("transport", "ttes, tptes, transportista*, transporteur*, transporte, transporter, spedition*, taşıma*, نقل, نقليات, перевозк*, грузоперевозк*, road transport, transport routier, wegvervoer, naql, ترانسبور, ترانسبورت") \
    T("courier;", "courier, messagerie*, mensajería*, koerier*, kurier*, kurye, بريد سريع, курьер*, express delivery, ميساجري") \
    T("freight:", "freight, fracht, vracht, carga, شحن, карго, kargo, fret, forwarding, forwarders, fwdg, transitaire*, transitario*") \
    T("removal;", "removals, déménagement*, mudanzas, verhuizingen, umzüge") \
    T("logistics", "logistiek*, logístic*, لوجستيك, لوجستية, لوجيستيك, لوجستيات, لوجيستيكس") \
    T("customs;", "customs clearance, customs, transit, aduanas, aduana, douane*, تخليص جمركي, تعشير, جمارك, таможен*, gümrük*") \
    T("storage;", "storage, warehouse*, warehousing, entrepôt*, entreposage, almacén*, almacenes, almacenaje, opslag, magazijn*, lager, lagerhaus, depo, مخازن, تخزين, مستودعات, склад*") \
    T("construction", "const, constr, building*, bâtiment*, bâtisseur*, bouwbedrijf*, bouwwerken, edificación*, edificaciones, baugesellschaft, bauunternehmen, hochbau, yapı, yapi, بناء, بناءات, تشييد, إنشاءات, مقاولات, стройка, builders, constructeur*, constructora*, constructor*, aannemer*, aannemingen, bouwonderneming, bouwwerk, bauunternehmung, كونستركسيون") \
    T("publicworks;", "public works, travaux publics, obras públicas, openbare werken, tiefbau, أشغال عمومية, أشغال عامة, civil engineering, génie civil, ingeniería civil, burgerlijke bouwkunde, هندسة مدنية") \
    T("constructionworks:", "bâtiment travaux publics, btp, construction public works, بناء أشغال عمومية, bâtiment et travaux publics, بناء وأشغال عمومية") \
    T("works:", "travaux, obras, werken, أشغال, работ, работы, arbeiten") \
    T("renovation;", "renovation*, rénovation*, renovatie*, reforma, reformas, ref, rehabilitación*, restauración, sanierung, ترميم, تجديد, tadilat, ремонтно строительн*") \
    T("realestate:", "promotion immobilière, promotora inmobiliaria, inmobiliaria*, immobilier*, immobilière*, inmobil*, inmob, onroerend goed, vastgoed, immobilien, emlak, عقار, عقارات, عقارية, إنعاش عقاري, منعش عقاري, real estate") \
    T("promotion;", "promotion*, promociones, promotora*, promoteur*, إنعاش, ترويج") \
    T("carpentry;", "carpentry, menuiserie*, carpintería*, fusteria, schrijnwerk*, timmerwerk*, schreinerei, tischlerei, marangoz*, نجارة, столярн*, ebanistería") \
    T("furniture;", "furniture, meuble*, mueble*, meubel*, möbel, mobilya, mobilier, أثاث, مفروشات, мебель*") \
    T("wood;", "wood, timber, bois, madera*, hout*, holz*, kereste, أخشاب, خشب") \
    T("plumbing;", "plumbing, plomberie*, fontanería*, loodgieter*, klempnerei, sanitär*, tesisat, سباكة, رصاصة, сантехник*") \
    T("electricity;", "electricity, électricité*, electricidad, elektriciteit*, elektrik, كهرباء, كهربائية, электромонтаж*, electricité, instalaciones eléctricas") \
    T("paint;", "paint*, peinture*, pintura*, verf, schilderwerk*, malerbetrieb, boya, صباغة, دهانات, краск*") \
    T("glass;", "glass, verre, verrerie*, vidrio*, cristalería*, glas, زجاج, стекло*, glaswerk*") \
    T("aluminium;", "aluminium*, aluminum, aluminio*, alüminyum, ألمنيوم, ألومنيوم, алюмини*") \
    T("iron;", "iron, fer, hierro*, ijzer*, eisen, demir, ferronnerie*, herrería*, железн*, smederij") \
    T("steel", "acero*, staal*, stahl*, çelik, صلب, فولاذ, сталелитейн*, siderurg*, sidérurg*") \
    T("hardware;", "hardware, quincaillerie*, droguerie*, ferretería*, ijzerwaren, eisenwaren, hırdavat, nalbur, خردوات, عقاقير, скобян*") \
    T("buildingmaterials;", "building materials, matériaux de construction, materiales de construcción, bouwmaterialen, baustoffe, inşaat malzemeleri, yapı malzemeleri, مواد البناء, стройматериал*, строительн* материал*, mat constr, mat const, stroymaterial*, stroimaterial*") \
    T("cement;", "cement, ciment*, cemento*, cementos, zement, çimento, إسمنت, اسمنت, цемент*, سیمان, tsement*, siman") \
    T("concrete;", "concrete, béton, hormigón*, hormigones, beton*, خرسانة, бетон*") \
    T("marble;", "marble*, marbre*, marbrerie*, mármol*, mármoles, marmer, marmor, mermer, رخام, мрамор*") \
    T("ceramics;", "ceramic*, céramique*, cerámica*, keramiek, keramik, seramik, خزف, زليج, керамик*") \
    T("plastic;", "plastic*, plastique*, plástico*, kunststof*, kunststoff*, plastik, بلاستيك, пластик*, пластмасс*, plastik*") \
    T("paper;", "paper, papier*, papelería*, papel, papeterie*, kağıt, ورق, бумаг*") \
    T("printing;", "printing, printers, imprimerie*, imprenta*, impremta, drukkerij*, druckerei, matbaa*, مطبعة, مطابع, طباعة, типограф*, artes gráficas, arts graphiques") \
    T("publishing;", "publishing, publishers, publisher, édition*, éditions, editorial, ediciones, uitgeverij*, verlag, yayın*, نشر, دار النشر, издательств*, publications, izdatel*, nashr") \
    T("books;", "book, books, bookshop, bookstore, librairie*, librería*, boekhandel, buchhandlung, kitabevi, kitap, مكتبة, مكتبات, كتب, книг*") \
    T("press;", "press, presse, prensa, basın, صحافة, пресс*") \
    T("newspaper;", "newspaper, journal, periódico, diario, krant, zeitung, gazete*, جريدة, صحيفة, газет*") \
    T("tv:", "television, télévision, televisión, televisie, fernsehen, televizyon, tv, تلفزيون, تلفزة, قناة, телевидени*") \
    T("advertising;", "advertising, publicité*, publicidad, reclame, werbung, reklam*, إشهار, إعلانات, دعاية, реклам*, publicitaire*") \
    T("communication:", "communication, comunicación*, comunicaciones, communicatie, kommunikation, iletişim, تواصل, اتصال, اتصالات, коммуникац*, communications, svyaz, связ*") \
    T("communication:", "telecom, telecoms, telecommunication*, télécommunication*, telecomunicac*, telecommunicatie, telekom*, تيليكوم, اتصالات سلكية, телеком*, télécom*") \
    T("computers;", "computer*, informatique*, informátic*, informatica, edv, bilgisayar, bilişim, حاسوب, كمبيوتر, معلوميات, معلوماتية, компьютер*, رایانه, kompyuter*, komputer*") \
    T("software;", "software, logiciel*, yazılım*, برمجيات, برامج, программ* обеспечен*") \
    T("electronics", "elektronica, electrónica*, إلكترونيات, إلكترونيك, الكترونيك, إلكترونية, elektronik*") \
    T("phones;", "phone*, téléphone*, téléphonie, teléfono*, telefonía, telefoon*, gsm, هواتف, هاتف, telefon*, телефон*, mobile phones") \
    T("jewellery;", "jewellery, jewelry, jewellers, jewelers, jeweller, bijouterie*, joaillerie*, joyería*, joieria, juwelier*, juwelen, schmuck, kuyumcu*, mücevher*, مجوهرات, مصوغات, ювелирн*") \
    T("gold;", "gold, oro, goud, altın, altin, ذهب, золото") \
    T("metal:", "metal, metals, métaux, métal, metaal*, metalen, metalle, edelmetalle, معادن, металл, металлы, металлов, metales") \
    T("preciousmetals;", "precious metals, métaux précieux, metales preciosos, edelmetalen, معادن ثمينة, معادن نفيسة, драгоценн* металл*, kıymetli madenler") \
    T("antiques;", "antique*, antiquité*, antigüedades, antiek*, antiquitäten, antika, تحف, антиквар*") \
    T("clothing;", "clothing, clothes, garment*, vêtement*, confection*, prêt à porter, ropa, confecciones, kleding, bekleidung, kleider, giyim, konfeksiyon, ملابس, ألبسة, одежд*, fashion, moda, modas, أزياء, kleding*") \
    T("textile:", "textil*, tekstil*, نسيج, منسوجات, текстил*, tissus, tejidos, stoffen, stoffe, أقمشة, أثواب") \
    T("shoes;", "shoe*, chaussure*, calzado*, zapatería*, sabateria, schoenen, schuhe, ayakkabı, أحذية, обув*") \
    T("leather;", "leather, cuir*, cuero*, leder, lederwaren, deri, جلد, جلود, maroquinerie*, marroquinería*, دباغة") \
    T("carpets;", "carpet*, tapis, alfombra*, tapijt*, teppich*, halı, زرابي, سجاد, ковр*, فرش") \
    T("cosmetics;", "cosmetic*, cosmétique*, cosmétic*, cosmetica, kosmetik, kozmetik, تجميل, مستحضرات التجميل, parfumerie*, perfumería*, perfume*, parfum*, عطور, космет*, parfümerie") \
    T("hairdresser;", "hairdresser*, barber*, coiffure*, coiffeur*, peluquería*, perruqueria, kapper*, kapsalon, friseur*, kuaför, berber salonu, حلاقة, парикмахер*, salon de coiffure") \
    T("laundry;", "laundry, pressing, blanchisserie*, wasserij, lavandería*, wäscherei, reinigung, مصبنة, مغسلة, прачечн*, dry cleaning") \
    T("cleaning;", "cleaning, nettoyage*, limpieza*, limpiezas, schoonmaak*, reiniging, gebäudereinigung, temizlik, تنظيف, نظافة, клининг*, propreté") \
    T("security:", "guarding, gardiennage, vigilancia, bewaking, beveiliging*, wachdienst, حراسة, أمن, охран*, охранн* предприяти*") \
    T("flowers;", "flower*, florist*, fleuriste*, fleurs, floristería*, flores, bloemen*, blumen*, çiçek*, ورود, أزهار, زهور") \
    T("agricultural", "agriculture*, agricultura*, agropecuari*, landbouw*, landwirtschaft*, tarım, tarim, فلاحة, فلاحية, فلاحي, زراعة, сельскохозяйств*, agro, agric, agropec, агро, agrícola*, agricol*") \
    T("farm;", "farm, farms, farming, ferme*, granja*, finca, boerderij*, hoeve, bauernhof, çiftlik*, ضيعة, مزرعة, مزارع, ферм*") \
    T("livestock;", "livestock, cattle, élevage*, ganadería*, ganadera*, veeteelt, viehzucht, hayvancılık, مواشي, ماشية, تربية المواشي, животновод*") \
    T("poultry;", "poultry, volaille*, avicole*, avícola*, pluimvee, geflügel, دواجن, птиц*") \
    T("fruit;", "fruit, fruits, fruta*, frutas, fruites, groenten fruit, groenten en fruit, fruits et légumes, fruits légumes, frutas y verduras, fruta y verdura, obst, obst und gemüse, obst gemüse, meyve*, فواكه, خضر وفواكه, خضر فواكه, фрукт*, fruits and vegetables, fruit and vegetables") \
    T("vegetables;", "vegetable*, légume*, verdura*, hortaliza*, groente*, gemüse, sebze*, خضر, خضروات, овощ*") \
    T("argan;", "argan*, argane, arganier, arganeraie, أركان, арган*") \
    T("oliveoil;", "olive oil, huile d'olive, huiles d'olive, aceite de oliva, aceites de oliva, olijfolie, olivenöl, zeytinyağı, زيت الزيتون, زيت زيتون, оливков* масл*") \
    T("oils;", "oils, huile*, huilerie*, aceite*, olie, öle, yağ, زيت, زيوت, масл*") \
    T("honey;", "honey, miel, apiculture*, apicultura, apicole*, imkerij, honig, imkerei, عسل, пчел*, تربية النحل") \
    T("dates;", "dates, dattes, dátiles, dadels, datteln, تمور, финик*") \
    T("dairy;", "dairy, laiterie*, produits laitiers, lácteos, láctea, láctea*, zuivel*, molkerei, süt, حليب, ألبان, молок*, молочн*") \
    T("fish;", "poisson*, poissonnerie*, pescadería*, pescado*, viswinkel, fisch*, سمك, أسماك, рыба, fishmonger*, mariscos, balık") \
    T("fishermen;", "fishermen, pêcheurs, pescadores, pescadors, vissers, balıkçılar, صيادين, بحارة, рыбаков, marins pêcheurs") \
    T("fishing", "fisheries, صيد, صيد بحري, pêche maritime, zeevisserij, fischerei, balıkçılık, рыболов*") \
    T("water;", "water, eau, eaux, agua*, wasser, مياه, вода, воды") \
    T("drinks;", "drink*, boisson*, bebida*, dranken, getränke, içecek, مشروبات, напит*, beverage*") \
    T("tobacco;", "tobacco*, tabac*, tabaco*, tabak, tütün, تبغ, تبوغ, табак*") \
    T("fuel;", "fuel*, carburant*, combustible*, carburante*, brandstoffen, brennstoffe, akaryakıt, محروقات, وقود, топлив*, petrol station, station service, gasolinera, estación de servicio, tankstation, tankstelle, محطة وقود, محطة بنزين, topliv*") \
    T("solar;", "solar, solaire*, zonne*, sonnen*, طاقة شمسية, شمسية, солнечн*") \
    T("recycling;", "recycling, recyclage*, reciclaje*, recuperación, récupération, geri dönüşüm, تدوير, إعادة التدوير, переработк*") \
    T("waste;", "waste, déchet*, residuo*, afval*, abfall, atık, نفايات, отход*") \
    T("exchange", "money changer*, bureau de change, casa de cambio, cambista*, wisselkantoor, wechselstube, geldwechsel, döviz, صرافة, صرف, صرف العملات, صرافی, обмен валют*, sarafi, sarrafi, sarraf, saraf, hawala*, حوالة, حوالات") \
    T("transfer:", "transfer*, money transfer*, transfert*, transferts, transferencia*, transferencias, envío de dinero, envíos, remesas, remittance*, geldtransfer*, para transferi, تحويل, تحويلات, تحويل الأموال, перевод*, переводы") \
    T("accounting;", "accounting, accountant*, comptable*, comptabilité, contabilidad, boekhoud*, buchhaltung, muhasebe, محاسبة, бухгалтер*, fiduciaire*, asesoría*, gestoría*") \
    T("lawyers;", "lawyer*, attorney*, avocat*, abogado*, advocaten*, rechtsanwälte, avukat*, hukuk, محامون, محاماة, адвокат*, law firm, avocat, cabinet d'avocats, محامي") \
    T("architects;", "architect*, architecte*, arquitect*, architecten, architekten, mimarlık, معماري, مهندس معماري, архитект*, architecture") \
    T("consulting", "consultancy, consultora*, consultoría*, adviesbureau, advies, beratung, استشارات, استشارة, études, bureau d'études, مكتب دراسات, دراسات") \
    T("training;", "training, formation*, formación*, opleiding*, ausbildung, schulung, eğitim, تكوين, تدريب, обучени*") \
    T("education", "éducation*, éducatif*, éducative*, educativ*, bildung, تعليمية, تربوية") \
    T("nursery;", "nursery, crèche*, guardería*, kinderdagverblijf, crèches, kindergarten, kita, روض الأطفال, حضانة, детск* сад") \
    T("orphans;", "orphan*, orphelin*, huérfano*, wezen, weeskinderen, waisen, yetim*, أيتام, يتامى, сирот*, كفالة اليتيم, orphanage, orphelinat") \
    T("widows;", "widow*, veuve*, viuda*, weduwen, witwen, dullar, أرامل, вдов*") \
    T("poor;", "poor, needy, pauvres, démunis, nécessiteux, pobres, necesitados, armen, behoeftigen, bedürftige*, فقراء, محتاجين, معوزين, нуждающ*") \
    T("disabled;", "disabled, handicapped, handicapé*, handicap, discapacitado*, discapacidad, gehandicapten, behinderte*, engelliler, معاقين, إعاقة, инвалид*") \
    T("parents;", "parents d'élèves, padres de alumnos, ouders, eltern, أولياء التلاميذ, آباء وأولياء, آباء, родител*") \
    T("children:", "enfance, enfants, niños, niñas, infancia, infants, kinderen, kinder, çocuk*, أطفال, طفل, طفولة, детей") \
    T("women", "féminine*, féminin*, femenina*, femenino, vrouwenvereniging, kadın*, نسوية, نسائية, نسوي, نسائي, نساء, مرأة, женск*, женщин, nisa, nissa, nisaa") \
    T("sports;", "sport, sports, sportif*, sportive*, deporte*, deportiv*, esportiu*, esportiva, sportvereniging, sportverein, رياضة, رياضي, رياضية, спорт*, athletic, athlétique, riyadi, riadi, riyadiyya") \
    T("football;", "football*, fútbol, futbol, voetbal*, fussball, fußball, كرة القدم, كرة قدم, футбол*, soccer") \
    T("club", "clube, klub*, kulüb*, نادي, клуб*, sporting club, cercle, nadi, nady") \
    T("culture;", "culture, culturas, cultura, cultuur, kultur, kültür*, ثقافة, культур*") \
    T("cultural", "cult, cultural*, culturales, sociocultur*, socioculturel*, kulturel*, kültürel, ثقافي, ثقافية, культурн*") \
    T("heritage;", "heritage, patrimoine, patrimonio, erfgoed, kulturerbe, miras, تراث, наследи*, turath, tourath") \
    T("arts;", "art, arts, arte, artes, kunst, sanatlar, فن, فنون, فنية, искусств*, artistique*") \
    T("music;", "music, musique*, música*, muziek*, musik, müzik, موسيقى, музык*") \
    T("crafts;", "craft, crafts, handicraft*, artisanat*, artisanal*, artesanía*, artesanal*, ambacht*, handwerk*, صناعة تقليدية, صناعات تقليدية, صناع تقليديين, artisans, ремесл*") \
    T("dialogue;", "dialogue, diálogo, dialoog, حوار, диалог, hiwar") \
    T("peace;", "peace, paix, paz, vrede, frieden, barış, سلم, мира") \
    T("freedom;", "freedom, liberty, liberté*, libertad*, vrijheid, freiheit, özgürlük, حرية, حريات, свобод*, hurriya, hurriyah, horria, hourriya") \
    T("justice;", "justice, justicia, rechtvaardigheid, gerechtigkeit, adalet, عدالة, عدل, справедливост*, adala, adalah, adalat, adl") \
    T("rights;", "rights, human rights, droits, droits de l'homme, droits humains, derechos, derechos humanos, mensenrechten, rechten, menschenrechte, حقوق, حقوق الإنسان, insan hakları, прав человека") \
    T("defence:", "defence, defense, défense, defensa, verdediging, دفاع, защит*, protection, protección, bescherming, schutz, حماية") \
    T("unity;", "unity, unité, unidad, eenheid, einheit, birlik, birliği, وحدة, единств*, wahda, wahdah, ouahda") \
    T("united:", "uni, unis, unie, unies, unido*, unida*, unidos, verenigd*, vereinigt*, birleşik, متحد, متحدة, متحدون") \
    T("union", "unión, unió, vereinigung, sendika*, اتحاد, syndicat*, sindicato*, vakbond, gewerkschaft, نقابة, trade union, professional union, ittihad, ettihad, itihad, ittehad, unie") \
    T("federation:", "federation, fédération*, federación*, federació, federatie, föderation, verband, federasyon*, فدرالية, فيدرالية, федераци*") \
    T("confederation:", "confederation, confédération*, confederación*, konfederatie, confederatie, konföderation, konfederasyon*, كونفدرالية, конфедераци*") \
    T("alliance;", "alliance, alianza, alliantie, allianz, ittifak, تحالف, альянс*, coalition, coalición, coalitie, koalition, ائتلاف") \
    T("assembly:", "assembly, assemblée*, asamblea*, vergadering, versammlung, meclis*, تجمع, собрани*, rassemblement") \
    T("collective:", "collective, collectif*, colectivo*, collectief, kollektiv, kolektif") \
    T("coordination:", "coordination, coordinadora, coördinatie, koordination, تنسيقية, تنسيق, координац*") \
    T("community:", "community, communauté*, comunidad*, comunitat, gemeenschap, gemeinschaft, gemeinde, topluluk*, مجتمع, جالية, общин*, communautaire*") \
    T("association", "assoc, assn, asoc, association*, associations, asociacion*, associació*, verenigingen, vereniging zonder winstoogmerk, association sans but lucratif, asociación sin ánimo de lucro, derneği, dernek, dernegi, جمعيات, ассоциаци*, v z w, a s b l, amicale, vriendenkring") \
    T("foundation", "fdn, fundació, vakf*, مؤسسات, مبرة, وقف, stiftungen, fondations") \
    T("charity", "charities, œuvre*, oeuvre*, œuvres sociales, beneficencia, liefdadigheid, wohltätigkeit, hayır, bienfaisance, benéfic*, благотворит*, charitativ*, caritativ*, weldadigheid") \
    T("relief", "secours, entraide, مساعدة, مساعدات, إسعاف, إغاثة, yardım*, yardim, помощ*, assistance, asistencia, bijstand, hulpverlening, hilfswerk, aid") \
    T("cooperation;", "cooperation, coopération, cooperación, samenwerking, zusammenarbeit, işbirliği, تعاون, сотрудничеств*, taawun, taawoun, ta'awun, ta'awon, taawon, taavon, ta'avon") \
    T("coop:", "coop, coopérative*, coopératif*, cooperativa*, coöperatie*, coöperatieve, genossenschaft, kooperatif*, تعاونية, تعاونيات, кооператив*, scop, société coopérative, sociedad cooperativa, taawuniya, taawounia, ta'awuniya, sdad coop, soc coop") \
    T("gie:", "groupement d'intérêt économique, gie, agrupación de interés económico, aie, economisch samenwerkingsverband, مجموعة ذات نفع اقتصادي, مجموعة النفع الاقتصادي, eeig") \
    T("network", "réseau*, netwerk, netzwerk, شبكة, сеть") \
    T("house:", "house, maison, casa, huis, haus, evi, دار, بيت, dar, daar, bait, bayt, beit, beyt, casa de, maison de la") \
    T("office", "bureau, oficina*, kantoor, büro, مكتب, бюро, ofis*, maktab, mektab, cabinet, kabinet, despacho") \
    T("agency", "agence*, agencia*, agentschap, agentur, ajans*, وكالة, وكالات, агентств*, wakala, wakalat") \
    T("school", "école*, escuela*, escola*, scholen, schule*, okul*, مدرسة, مدارس, школ*") \
    T("koranschool;", "koranschool, école coranique, escuela coránica, koranschule, kuran kursu, مدرسة قرآنية, كتاب قرآني, quran school, koranic school") \
    T("quran;", "quran, qur'an, koran, coran, corán, kuran, قرآن, коран, coranique, coránic*") \
    T("mosque", "mosques, mosquées, mezquitas, moskeeën, camisi, cami, جامع, мечет*, mescit, mescid*") \
    T("worship;", "culte, cultuel*, worship, eredienst, kultus, عبادة") \
    T("muslims", "muslim, muslime, musulman*, musulmana*, moslim*, muslimisch*, müslüman*, مسلمين, мусульман*") \
    T("islamic", "isl, islámic*, islàmic*, islamiques") \
    T("workers", "worker, trabajadora*, obrero*, ouvrier*, werknemers, işçi*, عمالية, شغيلة, рабочих, трудящ*, rabochi*, ummal") \
    T("farmers;", "farmers, agriculteurs, paysans, agricultores, campesinos, boeren, landbouwers, bauern, çiftçi*, فلاحين, مزارعين, крестьян*") \
    T("traders;", "traders, merchants, commerçants, marchands, comerciantes, handelaars, kaufleute, tüccar*, تجار, торговц*, tujjar") \
    T("teachers;", "teachers, enseignants, profesores, maestros, leraren, leerkrachten, lehrer, öğretmen*, أساتذة, معلمين, учител*") \
    T("students", "student, étudiante*, élèves, alumnos, alumnado, studerenden, schüler, öğrenci*, تلاميذ, طلبة, طلاب, طالبات, студент*") \
    T("youth", "jeune, jove, jeugdvereniging, شبيبة, شبابي, молодеж*, молодёж*, youths") \
    T("brothers", "hnos, hno, hermano, bros, gebr, frères, fratelli, broers, إخوة, أخوان, أخوة, братья") \
    T("sons", "hijo, sons, zoon, zonen, söhne, oğulları, ogullari, أبناء, сыновья") \
    T("friends", "amitié*, amistad, vriendschap, freundschaft, dostluk, أصدقاء, صداقة, друз*") \
    T("neighbours:", "neighbours, neighbors, quartier, vecinos, vecinal*, barrio, buurt, wijk, nachbarschaft, mahalle*, حارة, سكان") \
    T("village:", "village, douar, pueblo, dorp, dorf, köy*, دوار, قرية, деревн*, села") \
    T("environment;", "environment*, environnement*, medio ambiente, ambiental*, milieu, umwelt*, çevre, بيئة, بيئية, эколог*, ecolog*, écolog*") \
    T("health", "santé, salud, salut, gezondheid*, gesundheit*, sağlık, صحة, صحية, здоров*") \
    T("social:", "social*, sociale, socio, sociaal, sozial*, sosyal, اجتماعي, اجتماعية, социальн*") \
    T("development", "développement*, desarrollo*, ontwikkeling*, تنموية, تنمية, kalkınma*") \
    T("durable:", "durable, sustainable, sostenible, duurzaam, duurzame, nachhaltig*, sürdürülebilir, مستدامة") \
    T("migrants;", "migrant*, immigrant*, immigré*, inmigrante*, migranten, göçmen*, مهاجرين, мигрант*, refugees, réfugiés, refugiados, vluchtelingen, flüchtlinge, لاجئين, беженц*") \
    T("prisoners;", "prisoners, prisonniers, détenus, presos, prisioneros, gevangenen, gefangene*, سجناء, معتقلين, أسرى, заключ*") \
    T("trading", "trdg, négoce*, négociant*, handelsonderneming, handelsmaatschappij, handelsgesellschaft, tic, تجارة, تجارية, تجاري, مبادلات, mercantil*, comercializa*, commercialisation, تريدينغ, تريدينج, تريدنج") \
    T("wholesale:", "wholesale*, wholesaler*, grossiste*, mayorista*, al por mayor, groothandel*, grosshandel, großhandel, toptan*, جملة, بالجملة, оптов*, engros") \
    T("retail:", "retail*, détail, minorista*, kleinhandel, detailhandel, einzelhandel, perakende*, تقسيط, рознич*") \
    T("distribution:", "distribution*, distribución*, distribuidora*, distribuciones, distributie, distributeur*, distributor*, vertrieb, dağıtım, توزيع, дистрибу*, distrib, distribut*") \
    T("supply;", "supply, supplies, supplier*, fourniture*, suministro*, leverancier*, lieferant*, tedarik, توريدات, تزويد, لوازم, снабжен*, procurement") \
    T("shop:", "shop*, tienda*, botiga, winkel*, laden, geschäft, mağaza*, dükkan*, متجر, محل, محلات, دكان, магазин*, magasin*, store, stores") \
    T("supermarket;", "supermarket*, supermarché*, supermercado*, supermarkt, market, süpermarket, سوبر ماركت, أسواق, супермаркет*") \
    T("market:", "marché*, mercado*, mercat, markt, سوق, рынок, bazar, bazaar, çarşı, بازار, souk, souq, suq, soug, pazar, pazarı") \
    T("import", "importadora*, importaciones, importateur*, invoer, einfuhr, ithalat, ithalatı, استيراد, импорт*, importer*, importing, إمبورت, امبورت") \
    T("export", "exportadora*, exportateur*, uitvoer, ausfuhr, ihracat, ihracatı, تصدير, exporter*, exporting, إكسبورت, اكسبورت") \
    T("impex:", "import export, imp exp, import et export, importation exportation, importación exportación, importaciones exportaciones, in en uitvoer, ein und ausfuhr, ithalat ihracat, استيراد تصدير, impex") \
    T("shipping", "navale*, naviera*, consignataria, consignataire, reederij, rederij*, reederei, schifffahrt*, denizcilik*, gemi, ملاحة, شحن بحري, shpg, судоходн*") \
    T("maritime", "maritime*, maritima*, maritieme, بحرية") \
    T("holding", "hldg, hldgs, holdg, قابضة, holdinggesellschaft, holdingmaatschappij, holdingi, هولدينغ, هولدنج") \
    T("management", "mgmt, mgt, beheer, verwaltung*, gestió, تدبير, تسيير, إدارة, yönetim") \
    T("manufacturing", "mfg, manuf, fabricant*, fabricante*, hersteller, herstellung, imalat*, تصنيع, صنع") \
    T("service", "serv, svc, svcs, servicios, servicio, diensten, dienstleistung*, dienstverlening, hizmet*, خدماتية, prestation*, prestaciones, услуг*, سيرفيس, سيرفس") \
    T("industry", "ind, inds, industriales, industrielle*, nijverheid, gewerbe, صناعية, صناعي") \
    T("engineering", "engrg, engr, ingenieursbureau, ingenieurbüro, bureau d'ingénierie") \
    T("international", "intl, int, internationaal, internationale*, دولي, دولية, عالمية, عالمي, beynelmilel, انترناشيونال, إنترناسيونال, انترناسيونال") \
    T("technology", "techs, technologie*, tecnologías, tecnologia*, تقنيات, تقنية, تكنولوجيات") \
    T("enterprise", "ets, etablissement*, établissement*, etabl, bedrijf*, betrieb*, unternehmung, işletme*, مقاولة, مقاولات صغرى, entreprise*") \
    T("group", "grp, groupes, مجموعات, جماعة, غروب, جروب, كروب") \
    T("national", "natl, وطني, وطنية, قومي, قومية, ulusal") \
    T("general", "générales, generales, algemene, algemeen, allgemeine*, genel, عام, عامة") \
    T("popular", "شعبي, شعبية, halk*, volksbeweging, people, peuple, pueblos, volk, شعب, peuples, peoples, volkeren, völker, شعوب, народов") \
    T("army", "leger, ordu, جيوش") \
    T("organisation", "org, organisations, organització, örgüt*, منظمات") \
    T("committee", "comités, comitè, comissió, comité*, لجان") \
    T("institute", "inst, enstitü*, معاهد") \
    T("center", "ctr, centres, centros, centra, zentren, مراكز, merkez") \
    T("semiconductor;", "semiconductor*, semi conducteur*, полупроводник*, yarı iletken") \
    T("supplychain;", "supply chain, chaîne d'approvisionnement") T("container;", "container, containers, conteneur*, contenedor*, حاويات, контейнер*") \
    T("insurance", "assureur*, seguros, تأمين, تأمينات, verzekeringen, versicherungen, courtage, corredurías, correduría*, takaful") \
    T("investment", "invs, investissements, inversiones, investering*, investition*, استثمارات, استثمار, yatırımlar*") \
    T("university", "univ, université*, universidad*, universitat*, universiteit, universität, üniversite*, جامعة, университет*, دانشگاه") \
    T("society", "gezelschap") \
    T("support;", "soutien, apoyo, steun, ondersteuning, unterstützung, destek*, دعم, مساندة, مناصرة, поддержк*, support") \
    T("free;", "free, libre, libres, vrij, vrije, freie, freien, özgür, حر, حرة, أحرار, ahrar, hommes libres, hombres libres, free men, свободн*") \
    T("private:", "privé, privée, privées, privado, privada, privat*, prive, خاص, خاصة, خصوصي, خصوصية, özel") \
    T("sick;", "sick, patients, malade, malades, enfermo, enfermos, zieken, kranke, kranken, hastalar, مرضى, больн*") \
    T("meat;", "meat*, viande, viandes, carne, carnes, cárnica*, cárnico*, vlees*, fleisch*, لحوم, لحم, мясо") \
    T("halal;", "halal, helal, حلال") \
    T("translation;", "translation*, traduction*, traducción*, traductor*, vertaling*, vertaalbureau, übersetzung*, tercüme, çeviri, ترجمة") \
    T("drivingschool;", "driving school, auto école, auto ecole, autoescuela, auto escuela, rijschool, autorijschool, fahrschule, sürücü kursu, تعليم السياقة, автошкола") \
    T("events;", "events, événement*, eventos, evenementen, veranstaltung*, organizasyon, حفلات, مناسبات") \
    T("welding;", "welding, soudure, soldadura*, laswerken, schweiß*, kaynak, لحام, تلحيم") \
    T("lighting;", "lighting, éclairage*, iluminación, verlichting, beleuchtung, aydınlatma, إنارة, إضاءة") \
    T("packaging;", "packaging, emballage*, embalaje*, envases, verpakking*, verpackung*, ambalaj, تغليف, تعبئة, تعبئة وتغليف, упаковк*") \
    T("spices;", "spice, spices, épices, especias, kruiden, specerijen, gewürze, baharat, توابل, بهارات") \
    T("tea;", "tea, thé, thés, thee, çay, شاي, чай") \
    T("sugar;", "sugar, sucre, sucrerie*, azúcar*, azucarera*, suiker*, zucker, şeker, سكر, сахар*") \
    T("flour;", "flour, flour mills, minoterie*, moulin, moulins, harina*, molino, molinos, meelfabriek, molen, mühle*, değirmen*, مطاحن, مطحنة, мук*") \
    T("saffron;", "saffron, safran, azafrán, saffraan, زعفران") \
    T("scrap;", "scrap, ferraille*, chatarra*, schroot, schrott, hurda, متلاشيات, металлолом") \
    T("motorcycles;", "motorcycle*, moto, motos, motocicletas, motorfietsen, motorräder, motosiklet, دراجات نارية, دراجات") \
    T("bicycles;", "bicycle*, vélo, vélos, bicicletas, fietsen, fietsenwinkel, fahrräder, bisiklet") \
    T("brokers;", "broker*, courtier, courtiers, corredores, makelaar*, makelaardij, makler, سمسرة, وساطة, брокер*") \
    T("garden;", "garden, gardens, jardin, jardins, jardín, jardines, jardinería, jardinage, tuin, tuinen, tuinbouw, garten, gartenbau, bahçe*, حدائق, حديقة, بستنة") \
    T("fitness;", "fitness, gym, gymnase, gimnasio, sportschool, fitnessstudio") \
    T("swimming;", "swimming, natation, natación, zwemmen, سباحة") \
    T("boxing;", "boxing, boxe, boxeo, boksen, ملاكمة") \
    T("rescue;", "rescue, sauvetage, rescate, salvamento, redding*, rettung*, kurtarma, إنقاذ, спасат*") \
    T("mujahideen;", "mujahideen, mujahidin, mujaheddin, mujahidiin, moudjahidine*, moudjahidin, muyahidin*, muyahidines, moedjahedien, mudschahedin, مجاهدين, مجاهدون, моджахед*") \
    T("fighters;", "fighters, combattants, combatientes, strijders, kämpfer, savaşçılar, مقاتلين, مقاتلون, боевик*") \
    T("struggle;", "struggle, lutte, lucha, strijd, kampf, mücadele*, نضال, كفاح, борьб*") \
    T("vanguard;", "vanguard, avant garde, vanguardia, voorhoede, طليعة") \
    T("preaching;", "preaching, prédication, predicación, dawa, da'wa, daawa, دعوة, davet") \
    T("victims;", "victims, victimes, víctimas, slachtoffers, opfer, ضحايا, жертв*") \
    T("desert;", "desert, désert, desierto, woestijn, wüste, çöl") \
    T("coast;", "coast, coastal, côte, costa, costas, kust, küste, sahil, sahel, ساحل, побереж*") \
    T("city;", "city, ville, ciudad, stad, stadt, şehir, مدينة, город*") \
    T("region;", "region*, région*, región*, regio, regionaal, regionale, bölge, جهة, إقليم, منطقة, регион*") \
    T("municipality;", "municipality, municipal*, commune, communal*, municipio, ayuntamiento, belediye*, بلدية, муниципал*") \
    T("language;", "language*, langue, langues, lengua, lenguas, idiomas, taal, talen, sprache*, لغة, لغات, язык*") \
    T("tribes;", "tribe*, tribu, tribus, stammen, stämme, aşiret*, قبائل, قبيلة, عشائر, племен*") \
    T("democratic;", "democratic, démocratique*, democrátic*, democratisch*, demokratisch*, demokratik, ديمقراطي, ديمقراطية, ديموقراطي, демократ*") \
    T("democracy;", "democracy, démocratie, democracia, democratie, demokratie, demokrasi") \
    T("socialist;", "socialist*, socialiste*, socialista*, sozialist*, sosyalist, اشتراكي, اشتراكية, социалистич*") \
    T("communist;", "communist*, communiste*, comunista*, kommunist*, komünist, شيوعي, شيوعية, коммунистич*") \
    T("independence;", "independence, indépendance, independencia, onafhankelijkheid, unabhängigkeit, bağımsızlık, استقلال, независимост*") \
    T("independent;", "independent*, indépendant*, independiente*, onafhankelijk*, unabhängig*, bağımsız, مستقل, مستقلة, مستقلين, независим*") \
    T("salvation;", "salvation, salvación, خلاص") \
    T("armed;", "armed, armé, armados, armada*, armado, armés, gewapend*, bewaffnet*, silahlı, مسلح, مسلحة, вооружен*") \
    T("salafist;", "salafi, salafist*, salafiste*, salafista*, selefi, سلفي, سلفية") \
    T("religious;", "religious, religieux, religieuse*, religioso*, religiosa*, religieuze, religiöse*, ديني, دينية, религиозн*") \
    T("reform;", "reform, réforme, hervorming, إصلاح, islah") \
    T("world;", "world, monde, mondial, mondiale, mundo, mundial, wereld, welt, dünya, عالم, мировой, worldwide") \
    T("new;", "new, nouveau, nouvelle, nouveaux, nuevo, nueva, nieuw, nieuwe, neu, neue, neuer, yeni, جديد, جديدة") \
    T("action;", "action, acción, actie, aktion, aksiyon, عمل") \
    T("initiative;", "initiative*, iniciativa*, initiatief, girişim*, مبادرة, инициатив*") \
    T("memory;", "memory, mémoire, memoria, herinnering, ذاكرة") \
    T("future;", "future, avenir, futuro, toekomst, zukunft, gelecek, مستقبل") \
    T("family;", "family, famille*, familia*, familial*, familie, gezin, aile*, أسرة, أسر, عائلة, عائلات, семь*") \
    T("girls;", "girls, filles, fillettes, chicas, meisjes, mädchen, kızlar, فتيات, بنات") \
    T("mothers;", "mothers, mères, madres, moeders, mütter, anneler, أمهات") \
    T("elderly;", "elderly, personnes âgées, mayores, tercera edad, bejaarden, ouderen, senioren, مسنين, пожил*") \
    T("science:", "ciencia*, wetenschappen") \
    T("hall;", "hall, salle, sala, salón, salon, zaal, saal, salonu, قاعة") \
    T("library;", "library, bibliothèque*, biblioteca*, bibliotheek, bibliothek, kütüphane*, خزانة, библиотек*") \
    T("radio:", "راديو, إذاعة, radyo") \
    T("airport;", "airport*, aéroport*, aeropuerto*, luchthaven*, flughafen*, havalimanı, havaalanı, مطار, аэропорт*") \
    T("railway;", "railway*, chemin de fer, chemins de fer, ferrocarril*, spoorwegen, eisenbahn, demiryolu, سكك حديدية, железнодорожн*") \
    T("boats;", "boat, boats, bateau, bateaux, barco, barcos, boten, boote, tekne, قوارب, قارب, лодк*") \
    T("cinema;", "cinema*, cinéma*, bioscoop, kino, sinema, سينما, кино*") \
    T("photo;", "تصوير, фото*, photo, photos, photographie, photography, fotografía, fotografie, foto, fotos") \
    T("games;", "games, jeux, juegos, spelen, spiele, oyun, ألعاب, игр*, toys, jouets, juguetes, speelgoed, spielwaren") \
    T("animals;", "veterinary, vétérinaire*, veterinari*, dierenarts*, tierarzt, veteriner, بيطرة, بيطرية, ветеринар*") \
    T("seeds;", "seed, seeds, semence*, semillas, zaden, saatgut, tohum*, بذور, семен*, grain, grains, céréales, cereales, granen, getreide, حبوب, зерн*") \
    T("machinestools;", "tools, outillage*, herramientas, gereedschap*, werkzeuge*, أدوات, инструмент*") \
    T("airconditioning;", "air conditioning, climatisation*, climatización, aire acondicionado, airconditioning, klima, klimatechnik, تكييف, تبريد, кондиционир*, refrigeration, froid, réfrigération, refrigeración, koeling") \
    T("drilling;", "drilling, forage*, perforacion*, boringen, bohr*, sondaj, حفر, آبار, бурени*, буров*, burov*, bureni*") \
    T("quarry;", "quarry, quarries, carrière*, cantera*, áridos, steengroeve, steinbruch, taş ocağı, مقلع, مقالع, карьер*")

// What general words of organisations (firms.h, words.h) say of what one does.
#define FIRM_ACTIVITIES \
    "electronics", "logistics", "exchange", "export", "import", "textile:", "construction", "transport", "bank", "insurance", "travel", "fishing", "mining", "oil", "gas", \
    "chemical", "pharma", "food", "medical:", "realestate:", "automotive:", "aviation", "steel", "agricultural", "school", "mosque", "education", "media", "leasing:", "university", \
    "shipyard:", "machines:", "instruments:", "electric", "metal:", "optical:", "petrochem:", "communication:", "women", "youth", "workers", "students", "helicopter:", "nuclear:", "cartridge:"

// Where; more than a word of organisations, less than a name (ROLE_COMMON, as countries).
#define FIRM_DIRECTIONS \
    T("north;", "north, northern, nord, norte, noord, noordelijk*, nördlich*, kuzey, شمال, شمالية, شمالي, север, северн*, shamal, chamal, shimal, severn*") \
    T("south;", "south, southern, sud, sur, süd, zuid, zuidelijk*, südlich*, güney, جنوب, جنوبية, جنوبي, юг, южн*, yuzhn*, janub, janoub, janoob, djanoub") \
    T("east;", "east, eastern, est, este, oriental, orientale, orientales, oost, oostelijk*, ost, östlich*, doğu, شرق, شرقية, восток, восточн*, vostok, vostochn*, sharq, charq, shargh, mashriq") \
    T("west;", "west, western, ouest, oeste, occidental, occidentale, occidentales, westelijk*, westlich*, batı, غرب, غربية, запад, западн*, zapad, zapadn*, gharb") \
    T("northwest;", "north west, northwest*, nord ouest, noroeste, noordwest, nordwest, شمال غرب, северо запад*, severo zapad*") \
    T("northeast;", "north east, northeast*, nord est, noreste, nordeste, noordoost, nordost, شمال شرق, северо восто*, severo vosto*") \
    T("southwest;", "south west, southwest*, sud ouest, suroeste, sudoeste, zuidwest, südwest, جنوب غرب, юго запад*, yugo zapad*") \
    T("southeast;", "south east, southeast*, sud est, sureste, sudeste, zuidoost, südost, جنوب شرق, юго восто*, yugo vosto*") \
    T("river;", "fleuve*, rivière*, river, río, rivier, fluss, nehir, نهر, رود, река") \
    T("islands;", "island, islands, isle, isles, île, îles, ile, iles, isla, islas, illa, illes, eiland, eilanden, insel, inseln, adaları, جزر, остров*") \
    T("mountain;", "mountain*, montagne*, montaña*, gebergte, gebirge, جبل, جبال, горы") \
    T("valley;", "valley, vallée*, valle, vallei, tal, vadi, وادي, واد, долин*, oued, wadi") \
    T("gulf;", "gulf, golfe, golfo, golf, körfez, خليج, khalij, khaleej, khalidj, kalij, alkhalij") \
    T("mediterranean;", "mediterranean, méditerrané*, mediterráneo*, mediterránea*, middellandse zee, mittelmeer, akdeniz, متوسط, متوسطية, средиземномор*") \
    T("atlantic;", "atlantic*, atlantique*, atlántic*, atlantisch*, أطلسي, أطلسية, атлантик*") \
    T("africa;", "africa*, afrique*, áfrica, africain*, afrika*, أفريقيا, إفريقيا, إفريقية, أفريقية, африк*") \
    T("maghreb;", "maghreb*, maghrib, magreb, magrebí*, مغاربية, مغاربي, магриб*") \
    T("arab;", "arab, arabic, arabe*, árabe*, arabes, arabisch*, arap, عربية, عرب, арабск*") \
    T("berber;", "berber*, berbère*, bereber*, amazigh*, amazic, أمازيغ*, бербер*")

#define FIRM_PLACES \
    T("casablanca;", "casablanca, الدار البيضاء, دار البيضاء, dar el beida, dar al baida, касабланка") \
    T("rabat;", "rabat, الرباط, رباط") T("marrakech;", "marrakech, marrakesh, marraquech, marrakesch, مراكش, марракеш") T("fes;", "fès, fes, fez, فاس") \
    T("tanger;", "tanger, tánger, tangier, tangiers, طنجة, танжер") T("tetouan;", "tétouan, tetouan, tetuán, tétuan, تطوان") T("meknes;", "meknès, meknes, mequinez, مكناس") \
    T("agadir;", "agadir, أكادير, أغادير") T("oujda;", "oujda, uchda, وجدة") T("kenitra;", "kénitra, kenitra, القنيطرة, قنيطرة") T("sale;", "salé, سلا") T("nador;", "nador, الناظور, ناظور, الناضور") \
    T("hoceima;", "al hoceima, alhucemas, الحسيمة, hoceima") T("larache;", "larache, العرائش") T("safi;", "آسفي, أسفي") T("essaouira;", "essaouira, الصويرة, mogador") T("settat;", "settat, سطات") \
    T("khouribga;", "khouribga, خريبكة") T("benimellal;", "béni mellal, beni mellal, بني ملال") T("taza;", "تازة, taza") T("laayoune;", "laâyoune, laayoune, el aaiún, العيون") T("dakhla;", "dakhla, الداخلة") \
    T("ouarzazate;", "ouarzazate, uarzazate, ورزازات") T("errachidia;", "errachidia, الراشيدية") T("mohammedia;", "mohammedia, المحمدية") T("eljadida;", "el jadida, الجديدة") T("berkane;", "berkane, بركان") \
    T("chefchaouen;", "chefchaouen, chaouen, شفشاون") T("tiznit;", "tiznit, تيزنيت") T("taroudant;", "taroudant, taroudannt, تارودانت") T("zagora;", "zagora, زاكورة") T("guelmim;", "guelmim, كلميم") T("ifrane;", "ifrane, إفران") \
    T("souss;", "souss, سوس") T("soussmassa;", "souss massa, سوس ماسة") T("rif;", "rif, الريف, ريف") T("draa;", "drâa tafilalet, draa tafilalet, درعة تافيلالت") \
    T("brussels;", "bruxelles, brussel, brussels, bruselas, brüssel, brüksel, بروكسيل, بروكسل, брюссел*") T("antwerpen;", "antwerpen, anvers, antwerp, amberes, أنتويرب, أنفرس, أنتويربن, антверпен") \
    T("gent;", "gent, gand, ghent, gante, гент") T("liege;", "liège, liege, luik, lieja, lüttich, لييج, льеж") T("leuven;", "leuven, louvain, lovaina, löwen, لوفان") T("brugge;", "brugge, bruges, brujas, brügge") \
    T("mechelen;", "mechelen, malines, malinas, ميخلن, ميخيلين") T("namur;", "namur, نامور") T("mons;", "mons") T("charleroi;", "charleroi, شارلوروا") T("kortrijk;", "kortrijk, courtrai, cortrique") \
    T("aalst;", "aalst, alost") T("vilvoorde;", "vilvoorde, vilvorde, فيلفورد") T("molenbeek;", "molenbeek, molenbeek saint jean, sint jans molenbeek, مولنبيك, مولنبيك سان جان") T("schaerbeek;", "schaerbeek, schaarbeek, سخاربيك, سكاربيك") \
    T("anderlecht;", "anderlecht, أندرلخت") T("ostend;", "oostende, ostende, ostend") T("verviers;", "verviers, فيرفييه") T("genk;", "genk") T("hasselt;", "hasselt") T("ypres;", "ieper, ypres") T("tournai;", "doornik, tournai") \
    T("flanders;", "vlaanderen, vlaamse, flandre*, flandes, flanders, flandern, flamand*") T("wallonia;", "wallonie, wallonië, wallonne, valonia, wallonia") \
    T("paris;", "paris, parís, parijs, باريس, париж*, parisienne*") T("marseille;", "marseille, marsella, marseilles, مرسيليا, марсел*") T("lyon;", "lyon, ليون, лион") T("lille;", "lille, rijsel") T("toulouse;", "toulouse, tolosa, تولوز") \
    T("nice;", "nice, niza") T("strasbourg;", "strasbourg, straatsburg, estrasburgo, straßburg, strassburg, ستراسبورغ") T("bordeaux;", "bordeaux, burdeos, بوردو") T("montpellier;", "montpellier, مونبلييه") T("nantes;", "nantes, نانت") \
    T("grenoble;", "grenoble, غرونوبل") T("perpignan;", "perpignan, perpiñán, perpinyà") T("roubaix;", "roubaix, روبيه") T("dunkirk;", "dunkerque, duinkerke, dunquerque, dunkirk") T("saintdenis;", "saint denis, سان دوني") \
    T("madrid;", "madrid, مدريد, мадрид") T("barcelona;", "barcelona, barcelone, برشلونة, барселон*") T("sevilla;", "sevilla, séville, seville, إشبيلية") T("valencia;", "valència, valencia, valence, بلنسية, فالنسيا") T("granada;", "granada, غرناطة") \
    T("cordoba;", "córdoba, cordoue, قرطبة") T("malaga;", "málaga, malaga, مالقة") T("almeria;", "almería, almeria, المرية, ألميرية") T("cadiz;", "cádiz, cadix, قادس") T("zaragoza;", "zaragoza, saragosse, saragossa, سرقسطة") T("murcia;", "murcia, murcie, مرسية") \
    T("algeciras;", "algeciras, algésiras, الجزيرة الخضراء") T("ceuta;", "ceuta, sebta, سبتة") T("melilla;", "melilla, مليلية") T("bilbao;", "bilbao, bilbo") T("sansebastian;", "san sebastián, donostia, saint sébastien") T("tarragona;", "tarragona, tarragone") \
    T("lleida;", "lleida, lérida") T("girona;", "girona, gerona, gérone") T("catalonia;", "catalunya, cataluña, catalogne, catalonië, catalonia, كتالونيا") T("andalusia;", "andalucía, andalousie, andalusia, andalusië, أندلس, الأندلس, andaluz, andaluza, andaluces") T("basque;", "euskadi, país vasco, pays basque, baskenland") \
    T("canaries;", "canarias, canaries, canarische eilanden, جزر الكناري") T("galicia;", "galicia, galice, galicië") T("palma;", "palma de mallorca, palma") \
    T("hague;", "den haag, la haye, la haya, the hague, lahey, لاهاي") T("rotterdam;", "rotterdam, róterdam, روتردام") T("amsterdam;", "amsterdam, ámsterdam, أمستردام") T("cologne;", "köln, cologne, keulen, koln") T("munich;", "münchen, munich, múnich, muenchen") \
    T("aachen;", "aachen, aken, aquisgrán, aix la chapelle") T("vienna;", "wien, vienne, viena, wenen, vienna, viyana, فيينا") T("geneva;", "genève, geneva, ginebra, genf, جنيف") T("london;", "london, londres, londen, londra, لندن, лондон*") \
    T("rome;", "roma, rome, روما") T("milan;", "milano, milan, milán, milaan, mailand, ميلانو") T("lisbon;", "lisboa, lisbonne, lissabon, lisbon, لشبونة") T("istanbul;", "istanbul, estambul, إسطنبول, стамбул*, اسطنبول") T("ankara;", "ankara, أنقرة, анкар*") \
    T("algiers;", "alger, algiers, argel, algier") T("oran;", "oran, orán, وهران") T("tunis;", "tunis, túnez") T("tripoli;", "tripoli, trípoli, طرابلس, триполи") T("benghazi;", "benghazi, bengasi, بنغازي") T("cairo;", "cairo, le caire, el cairo, kairo, قاهرة, القاهرة, каир*") \
    T("damascus;", "damascus, damasco, damaskus, dimashq, دمشق, дамаск*, şam") T("aleppo;", "aleppo, alep, alepo, halep, halab, حلب, алеппо") T("baghdad;", "baghdad, bagdad, بغداد, багдад*") T("beirut;", "beirut, beyrouth, beiroet, beyrut, بيروت, бейрут*") \
    T("dubai;", "dubai, dubaï, dubay, دبي, дубай*") T("sharjah;", "sharjah, charjah, الشارقة") T("abudhabi;", "abu dhabi, abou dhabi, أبو ظبي, أبوظبي") T("doha;", "doha, الدوحة") T("tehran;", "tehran, téhéran, teherán, teheran, تهران, тегеран*, طهران") \
    T("kabul;", "kabul, kaboul, كابول, کابل, кабул*") T("dakar;", "dakar, داكار") T("bamako;", "bamako, باماكو") T("nouakchott;", "nouakchott, نواكشوط") T("mecca;", "mecca, makkah, la mecque, meca, مكة") T("medina;", "المدينة المنورة, madinah, médine") \
    T("jerusalem;", "jerusalem, jérusalem, jerusalén, quds, kudüs, القدس, иерусалим*") T("gaza;", "gaza, غزة, gazze") T("kyiv;", "kyiv, kiev, киев*, київ*") T("minsk;", "minsk*, минск*") \
    T("beijing;", "beijing, peking, pékin, pekín") T("shanghai;", "shanghai, shanghaï, shangai") T("shenzhen;", "shenzhen") T("guangzhou;", "guangzhou") T("guangdong;", "guangdong") T("tianjin;", "tianjin") T("dalian;", "dalian") T("ningbo;", "ningbo") T("hangzhou;", "hangzhou") \
    T("shandong;", "shandong") T("qingdao;", "qingdao") T("jiangsu;", "jiangsu") T("zhejiang;", "zhejiang") T("wuhan;", "wuhan") T("chengdu;", "chengdu") T("xian;", "xi'an") T("suzhou;", "suzhou") T("xiamen;", "xiamen") T("yiwu;", "yiwu") T("dongguan;", "dongguan") T("hunan;", "hunan") T("hubei;", "hubei") \
    T("hebei;", "hebei") T("henan;", "henan") T("fujian;", "fujian") T("sichuan;", "sichuan") T("chongqing;", "chongqing") T("nanjing;", "nanjing") T("shenyang;", "shenyang") T("harbin;", "harbin") T("liaoning;", "liaoning") T("dandong;", "dandong") T("taiwan;", "taiwan") T("macau;", "macau, macao")

// A Chinese name is written without spaces: place, name, trade, legal form. What these are is set apart; the rest is the name.
#define FIRM_CHINESE \
    C("有限责任公司", "llc") C("有限公司", "llc") C("股份有限公司", "plc") C("有限責任公司", "llc") C("股份公司", "plc") C("公司", "co") C("集团", "group") C("集團", "group") \
    C("工厂", "plant:") C("制造厂", "plant:") C("厂", "plant:") C("廠", "plant:") C("银行", "bank") C("銀行", "bank") C("大学", "university") C("大學", "university") C("学院", "academy:") C("研究所", "institute") \
    C("研究院", "institute") C("中心", "center") C("协会", "association") C("協會", "association") C("基金会", "foundation") C("合作社", "coop:") C("企业", "enterprise") C("实业", "industry") C("實業", "industry") \
    C("贸易", "trading") C("貿易", "trading") C("商贸", "trading") C("经贸", "trading") C("进出口", "impex:") C("進出口", "impex:") C("外贸", "foreigntrade:") C("国际", "international") C("國際", "international") \
    C("科技", "technology") C("技术", "technology") C("技術", "technology") C("电子", "electronics") C("電子", "electronics") C("物流", "logistics") C("货运", "freight:") C("运输", "transport") C("航运", "shipping") \
    C("船务", "shipping") C("船務", "shipping") C("海运", "shipping") C("航空", "aviation") C("投资", "investment") C("投資", "investment") C("控股", "holding") C("化工", "chemical") C("机械", "machines:") C("機械", "machines:") \
    C("设备", "equipment:") C("設備", "equipment:") C("工业", "industry") C("工業", "industry") C("工程", "engineering") C("建设", "construction") C("建筑", "construction") C("能源", "energy") C("石油", "oil") C("石化", "petrochem:") \
    C("电力", "power") C("钢铁", "steel") C("矿业", "mining") C("矿产", "mining") C("金属", "metal:") C("医药", "pharma") C("制药", "pharma") C("医疗", "medical:") C("生物", "bio") C("食品", "food") C("农业", "agricultural") \
    C("纺织", "textile:") C("服装", "clothing;") C("家具", "furniture;") C("塑料", "plastic;") C("汽车", "automotive:") C("通信", "communication:") C("信息", "information:") C("软件", "software;") C("网络", "network") \
    C("半导体", "semiconductor;") C("仪器", "instruments:") C("自动化", "automation:") C("供应链", "supplychain;") C("管理", "management") C("服务", "service") C("咨询", "consulting") C("旅游", "tourism;") C("房地产", "realestate:") \
    C("文化", "culture;") C("教育", "education") C("环保", "environment;") C("发展", "development") C("發展", "development") C("集装箱", "container;") C("中国", "china;") C("中國", "china;") C("香港", "hongkong;") \
    C("北京", "beijing;") C("上海", "shanghai;") C("深圳", "shenzhen;") C("广州", "guangzhou;") C("广东", "guangdong;") C("天津", "tianjin;") C("大连", "dalian;") C("宁波", "ningbo;") C("杭州", "hangzhou;") C("山东", "shandong;") \
    C("青岛", "qingdao;") C("江苏", "jiangsu;") C("浙江", "zhejiang;") C("武汉", "wuhan;") C("成都", "chengdu;") C("西安", "xian;") C("苏州", "suzhou;") C("厦门", "xiamen;") C("义乌", "yiwu;") C("东莞", "dongguan;") C("湖南", "hunan;") \
    C("湖北", "hubei;") C("河北", "hebei;") C("河南", "henan;") C("福建", "fujian;") C("四川", "sichuan;") C("重庆", "chongqing;") C("南京", "nanjing;") C("沈阳", "shenyang;") C("哈尔滨", "harbin;") C("辽宁", "liaoning;") C("丹东", "dandong;") \
    C("台湾", "taiwan;") C("澳门", "macau;")
// What follows a place: city, province, district, county.
#define CHINESE_PLACES U"市省区县"

// clang-format on
