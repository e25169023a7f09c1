<?xml version="1.0" encoding="UTF-8"?>
<!--
  The shape of a record: the same structure without a value of anybody's. What stands for a value, the schema's type of it says
  (xs:appinfo); closed lists keep their words, because mappings branch on them. What no schema declares makes no shape at all.

  A record with a section of which nobody may be told that there is any, or with the sanitised form of one that is not in it,
  makes no shape either: what is left of it would tell. Not in a shape: subjects whom no section is about, what is said to be
  withheld, and the meeting.
-->
<xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:xs="http://www.w3.org/2001/XMLSchema"
    xmlns:d="urn:concordat:disclosure:1" xmlns:l="urn:concordat:label:1" xmlns:f="urn:concordat:shape"
    exclude-result-prefixes="#all">
  <xsl:output method="xml" encoding="UTF-8" indent="no" omit-xml-declaration="yes"/>

  <!-- The XSDs. -->
  <xsl:param name="schemas" as="document-node()*" required="yes"/>

  <xsl:key name="type" match="xs:schema/xs:complexType | xs:schema/xs:simpleType" use="f:name(.)"/>
  <xsl:key name="element" match="xs:schema/xs:element" use="f:name(.)"/>

  <xsl:variable name="told" as="attribute()*"
      select="f:global('type', QName('urn:concordat:disclosure:1', 'TellableCategory'))/xs:restriction/xs:enumeration/@value"/>
  <xsl:variable name="sections" as="element()*"
      select="/d:Disclosure/d:Section ! .[if (f:may-be-told(.)) then true() else error()]"/>
  <xsl:variable name="parts" as="element()*"
      select="/d:Disclosure/(d:Subject[@id = $sections/@about] | d:Recipient | $sections)"/>

  <xsl:template match="d:Subject | d:Section">
    <xsl:param name="within" as="element()*"/>
    <xsl:if test=". intersect $parts">
      <xsl:next-match>
        <xsl:with-param name="within" select="$within"/>
      </xsl:next-match>
    </xsl:if>
  </xsl:template>

  <xsl:template match="d:Meeting | d:Withheld"/>

  <!-- within: the types of the element around it -->
  <xsl:template match="*" priority="-1">
    <xsl:param name="within" as="element()*"/>
    <xsl:variable name="declaration" select="f:declaration(., $within)"/>
    <xsl:variable name="types" select="f:types($declaration)"/>
    <xsl:element name="{local-name()}" namespace="{namespace-uri()}">
      <xsl:for-each select="@*">
        <xsl:sort select="local-name()"/>
        <xsl:variable name="its" select="f:declaration(., $types)"/>
        <xsl:attribute name="{local-name()}" select="f:value(., $its, f:types($its))"/>
      </xsl:for-each>
      <xsl:choose>
        <xsl:when test="empty($types) or $types/self::xs:simpleType">
          <xsl:value-of select="f:value(., $declaration, $types)"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:apply-templates select="*">
            <xsl:with-param name="within" select="$types"/>
          </xsl:apply-templates>
        </xsl:otherwise>
      </xsl:choose>
    </xsl:element>
  </xsl:template>

  <!-- What stands for a value. -->
  <xsl:function name="f:value" as="xs:string">
    <xsl:param name="value" as="node()"/>
    <xsl:param name="declaration" as="element()"/>
    <xsl:param name="types" as="element()*"/>
    <xsl:variable name="text" select="normalize-space($value)"/>
    <xsl:variable name="says" select="$types[xs:restriction/xs:enumeration or xs:annotation/xs:appinfo/l:*][1]"/>
    <xsl:variable name="instead" select="$says/xs:annotation/xs:appinfo/l:*"/>
    <xsl:choose>
      <xsl:when test="$says/xs:restriction/xs:enumeration">
        <xsl:sequence select="exactly-one($says/xs:restriction/xs:enumeration/@value[. = $text])"/>
      </xsl:when>
      <xsl:when test="$value intersect $value/parent::d:From/@role">
        <!-- of a list that is not closed: the sender's own word -->
        <xsl:sequence select="'role'"/>
      </xsl:when>
      <xsl:when test="$instead/self::l:vocabulary">
        <xsl:sequence select="$text"/>
      </xsl:when>
      <xsl:when test="$instead/self::l:part">
        <!-- the list of digests names what is withheld, too, in an order drawn by lot: it is all noughts -->
        <xsl:variable name="number" select="index-of($parts/@id, $text)[not($value/parent::d:Digest)]"/>
        <xsl:sequence select="'_00000000-0000-4000-8000-' || format-integer(($number, 0)[1], '000000000000')"/>
      </xsl:when>
      <xsl:when test="$instead">
        <xsl:sequence select="($instead[@scheme = $value/@scheme], $instead[not(@scheme)])[1]"/>
      </xsl:when>
      <xsl:otherwise>
        <xsl:sequence select="string(exactly-one(xs:boolean($text)[f:refers($declaration/@type) = xs:QName('xs:boolean')]))"/>
      </xsl:otherwise>
    </xsl:choose>
  </xsl:function>

  <!-- Where an element or attribute is declared: in a type of the element around it, or for everybody. -->
  <xsl:function name="f:declaration" as="element()">
    <xsl:param name="node" as="node()"/>
    <xsl:param name="within" as="element()*"/>
    <xsl:variable name="own" select="$within/descendant::*[@name = local-name($node)][ancestor::xs:complexType[1] intersect $within]"/>
    <xsl:sequence select="if ($node instance of attribute())
        then $own/self::xs:attribute[namespace-uri($node) = '']
        else ($own/self::xs:element, f:global('element', node-name($node)))[1]"/>
  </xsl:function>

  <!-- The types of a declaration: its own, then what each restricts or extends. None are the schema language's own. -->
  <xsl:function name="f:types" as="element()*">
    <xsl:param name="of" as="element()"/>
    <xsl:variable name="named" select="$of/@type, $of/(. | xs:simpleContent | xs:complexContent)/(xs:restriction | xs:extension)/@base"/>
    <xsl:variable name="type" select="$of/(xs:complexType | xs:simpleType), $named ! f:global('type', f:refers(.))"/>
    <xsl:sequence select="$type, $type ! f:types(.)"/>
  </xsl:function>

  <!-- Whether anybody may know that there is a section of this category; of a sanitised form, of its original's, too. -->
  <xsl:function name="f:may-be-told" as="xs:boolean">
    <xsl:param name="section" as="element(d:Section)"/>
    <xsl:sequence select="f:global('element', node-name($section/*))/xs:annotation/xs:appinfo/l:category = $told
        and (empty($section/@sanitisedOf) or $section/@sanitisedOf = $section/../d:Section/@id)"/>
  </xsl:function>

  <xsl:function name="f:global" as="element()*">
    <xsl:param name="what" as="xs:string"/>
    <xsl:param name="name" as="xs:QName"/>
    <xsl:sequence select="$schemas ! key($what, $name, .)"/>
  </xsl:function>

  <xsl:function name="f:name" as="xs:QName">
    <xsl:param name="declaration" as="element()"/>
    <xsl:sequence select="QName($declaration/ancestor::xs:schema/@targetNamespace, $declaration/@name)"/>
  </xsl:function>

  <xsl:function name="f:refers" as="xs:QName">
    <xsl:param name="name" as="attribute()"/>
    <xsl:sequence select="resolve-QName($name, $name/..)"/>
  </xsl:function>
</xsl:stylesheet>
