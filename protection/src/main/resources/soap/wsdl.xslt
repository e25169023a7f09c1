<?xml version="1.0" encoding="UTF-8"?>
<!--
  What a partner's WSDL 1.1 offers to a gateway that looks at nothing outside it: a line for each thing that stands in the
  way of all, "!" and a sentence; then a line for each operation of each port: service, port, operation, what it takes
  ({namespace}name), and how it is protected (good, none, or what the gateway cannot meet), with tabs between them.
-->
<xsl:stylesheet version="3.0" expand-text="yes" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
    xmlns:xs="http://www.w3.org/2001/XMLSchema" xmlns:w="http://schemas.xmlsoap.org/wsdl/"
    xmlns:s11="http://schemas.xmlsoap.org/wsdl/soap/" xmlns:s12="http://schemas.xmlsoap.org/wsdl/soap12/"
    xmlns:p="http://www.w3.org/ns/ws-policy" xmlns:sp="http://docs.oasis-open.org/ws-sx/ws-securitypolicy/200702"
    xmlns:cxf="http://cxf.apache.org/custom/security-policy" xmlns:wsam="http://www.w3.org/2007/05/addressing/metadata"
    xmlns:wsu="http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd"
    xmlns:f="urn:concordat:wsdl" exclude-result-prefixes="#all">
  <xsl:output method="text"/>

  <!-- what the gateway can meet, and was tried with -->
  <xsl:variable name="known" select="tokenize('AsymmetricBinding InitiatorToken RecipientToken X509Token WssX509V3Token10
      RequireIssuerSerialReference AlgorithmSuite Layout Lax Strict IncludeTimestamp OnlySignEntireHeadersAndBody SignedParts
      EncryptedParts Body Header Wss10 Wss11 MustSupportRefIssuerSerial RequireSignatureConfirmation')"/>

  <xsl:template match="/">
    <xsl:if test="not(w:definitions)">!it is no WSDL 1.1&#10;</xsl:if>
    <xsl:if test="//w:import or //xs:include or //xs:redefine or //xs:override or //@schemaLocation">
      <xsl:text>!it refers to other documents, and is to be in one piece&#10;</xsl:text>
    </xsl:if>
    <xsl:if test="//*[local-name() = ('Policy', 'PolicyReference', 'PolicyAttachment')][not(self::p:Policy or self::p:PolicyReference)]
        or //@p:PolicyURIs or //p:PolicyReference[count(f:policy(.)) != 1]">
      <xsl:text>!its policy is not in the same document, or not of WS-Policy 1.5&#10;</xsl:text>
    </xsl:if>
    <xsl:apply-templates select="w:definitions/w:service/w:port"/>
  </xsl:template>

  <xsl:template match="w:port">
    <xsl:variable name="port" select="."/>
    <xsl:variable name="binding" select="/w:definitions/w:binding[@name = f:local($port/@binding)]"/>
    <xsl:variable name="type" select="/w:definitions/w:portType[@name = f:local($binding/@type)]"/>
    <xsl:for-each select="$binding/w:operation">
      <xsl:variable name="abstract" select="$type/w:operation[@name = current()/@name]"/>
      <xsl:variable name="around" select="$port/.., $port, $binding, $type, ., $abstract"/>
      <xsl:text>{$port/../@name}&#9;{$port/@name}&#9;{@name}&#9;{f:takes($abstract/w:input)}&#9;</xsl:text>
      <xsl:choose>
        <xsl:when test="not($abstract/w:output and w:output)">it gives no answer</xsl:when>
        <xsl:when test="not($binding/(s11:binding | s12:binding)) or ($binding/(s11:binding | s12:binding), s11:operation, s12:operation)/@style = 'rpc'
            or (w:input, w:output)/(s11:body, s12:body)/@use != 'literal'">it takes no documents as they are, by SOAP</xsl:when>
        <xsl:otherwise>{f:protection(f:applied(($around, w:input, $abstract/w:input)), f:applied(($around, w:output, $abstract/w:output)))}</xsl:otherwise>
      </xsl:choose>
      <xsl:text>&#10;</xsl:text>
    </xsl:for-each>
  </xsl:template>

  <xsl:function name="f:protection">
    <xsl:param name="asked" as="element()*"/>
    <xsl:param name="answered" as="element()*"/>
    <xsl:variable name="all" select="$asked | $answered"/>
    <xsl:variable name="unknown" select="$all//*[not(self::p:Policy or self::p:ExactlyOne or self::p:All or self::sp:*[local-name() = $known] or self::cxf:CustomAlgorithmSuite
        or self::wsam:Addressing or self::wsam:AnonymousResponses)]"/>
    <xsl:sequence select="
        if (empty($all)) then 'none'
        else if ($unknown) then 'its policy demands ' || string-join(distinct-values($unknown ! local-name()), ', ')
        else if ($all//p:ExactlyOne[count(*) != 1] or $all//@p:*) then 'its policy leaves a choice'
        else if (f:protects($asked) and f:protects($answered)) then 'good'
        else 'its policy does not have the body signed and encrypted, with a timestamp, both ways'"/>
  </xsl:function>

  <!-- of assertions where they count alone, and of each that is there: who calls may look at the first only -->
  <xsl:function name="f:protects">
    <xsl:param name="policies" as="element()*"/>
    <xsl:variable name="asserted" select="f:asserted($policies)"/>
    <xsl:variable name="bindings" select="$asserted/self::sp:AsymmetricBinding"/>
    <xsl:sequence select="exists($bindings) and exists($asserted/self::sp:SignedParts) and exists($asserted/self::sp:EncryptedParts)
        and empty($asserted[self::sp:SignedParts or self::sp:EncryptedParts][not(sp:Body)])
        and empty($bindings[not(f:asserted(p:Policy)/self::sp:IncludeTimestamp
            and f:asserted(f:asserted(p:Policy)/self::sp:AlgorithmSuite/p:Policy)/self::cxf:CustomAlgorithmSuite)])"/>
  </xsl:function>

  <xsl:function name="f:asserted">
    <xsl:param name="policies" as="element()*"/>
    <xsl:sequence select="$policies/(. | p:ExactlyOne/p:All)/*"/>
  </xsl:function>

  <xsl:function name="f:applied">
    <xsl:param name="to" as="element()*"/>
    <xsl:sequence select="$to/(p:Policy | p:PolicyReference/f:policy(.))"/>
  </xsl:function>

  <xsl:function name="f:policy">
    <xsl:param name="reference" as="element()"/>
    <xsl:sequence select="root($reference)//p:Policy['#' || @wsu:Id = $reference/@URI]"/>
  </xsl:function>

  <xsl:function name="f:takes">
    <xsl:param name="input" as="element()?"/>
    <xsl:variable name="part" select="root($input)/w:definitions/w:message[@name = f:local($input/@message)]/w:part"/>
    <xsl:variable name="name" select="$part[count($part) = 1]/@element ! resolve-QName(., ..)"/>
    <xsl:sequence select="$name ! ('{' || namespace-uri-from-QName(.) || '}' || local-name-from-QName(.))"/>
  </xsl:function>

  <xsl:function name="f:local">
    <xsl:param name="name"/>
    <xsl:sequence select="replace($name, '^.*:', '')"/>
  </xsl:function>
</xsl:stylesheet>
